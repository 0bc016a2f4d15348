import * as api from './api.js';
import { Saleroom } from './saleroom.js';
import * as view from './view.js';

const byId = id => document.getElementById(id);

const standings = new Map(); // by number of the lot
const bidOn = new Set(); // lots that this page has bid on
let selected = 1;
let name = null;
let isLost = false;
let answerHolds = () => true; // whether what the answer says is so still

function take(standing) {
  const known = standings.get(standing.lot.id);
  if (known && known.bids > standing.bids) {
    return; // news overtook it
  }
  standings.set(standing.lot.id, { ...standing, closesAt: performance.now() + standing.secondsLeft * 1000 });
}

function show() {
  const all = [...standings.values()];
  view.catalogue(all, selected, name);
  view.figures(standings.get(selected), name, bidOn.has(selected));
  view.clocks(all, selected);
  review();
}

function answer(text, kind, holds = () => true) {
  view.answer(text, kind);
  answerHolds = holds;
}

/** Takes the answer away when it isn't true any more. */
function review() {
  if (!answerHolds()) {
    answer('', '');
  }
}

/** Tells whether what is typed is what was typed now. */
function whileTyped() {
  const typed = byId('amount').value;
  return () => byId('amount').value === typed;
}

async function select(lot) {
  selected = standings.has(lot) ? lot : [...standings.keys()][0];
  answer('', '');
  show();
  view.stage(standings.get(selected).lot);
  await showBids();
}

/** Shows the bids on the selected lot; asks again if one came in meanwhile. */
async function showBids() {
  const lot = selected;
  const bids = await api.bidsOn(lot);
  if (lot !== selected) {
    return;
  }
  const { leader, priceCents } = standings.get(lot);
  if (leader !== null && bids[0]?.cents < priceCents) {
    await showBids();
  } else {
    view.ledger(bids);
  }
}

function hear(news) {
  if (news.standings) {
    news.standings.forEach(take);
    show();
    showBids();
  } else if (news.bid) {
    take(news.standing);
    show();
    view.hit(news.bid.lot, selected);
    if (news.bid.lot === selected) {
      view.enterBid(news.bid);
    }
  } else if (news.people) {
    view.room('live', news.people === 1 ? 'Live, just you' : `Live, ${news.people} in the room`);
  } else if (news.closed) {
    const { lot, winner } = news.closed;
    view.toast(winner === null ? `Nobody has bid for ${lot.title}` : `${lot.title} is sold to ${winner}`);
  } else if (news.applause) {
    view.toast(`${news.applause} applauds`);
  }
}

function enterState(state) {
  if (state === 'live') {
    if (isLost) {
      sessionStorage.setItem('amount', byId('amount').value);
      location.reload(); // who knows what has changed meanwhile
    }
    view.room('live', 'Live');
    view.noNotice();
  } else if (state === 'refused') {
    view.room('refused', 'Not in the room');
    view.notice('The saleroom is for bidders', 'Without a name you were not let in, so new bids don’t show here. '
      + 'Tell us what to call you and take a seat.', true);
  } else {
    isLost = true;
    view.room('lost', 'Connection lost');
    view.notice('The connection is lost', 'We are trying to get you back into the room. Prices may be old.');
  }
}

const saleroom = new Saleroom({
  onState: enterState,
  onNews: hear,
  isWelcome: async () => (await api.bidder()).name !== null,
});

async function offer(cents) {
  const lot = selected;
  const { minimumCents } = standings.get(lot);
  answer('', '');
  try {
    const { bid, minutes } = await api.bid(lot, cents);
    bidOn.add(lot);
    byId('amount').value = '';
    answer(minutes, 'yes', () => standings.get(lot).priceCents <= bid.cents);
  } catch (refused) {
    explain(refused, lot, minimumCents);
    if (refused.problem?.status === 401) {
      byId('amount').value = cents / 100; // to bid with when the name is told
      seat(null);
    }
  }
}

/** Says why a bid was not taken, when the least that it had to be was known to be `knownCents`. */
function explain(refused, lot, knownCents) {
  const minimum = refused.problem?.minimumCents;
  if (minimum) {
    const text = minimum > knownCents ? `Somebody was faster: it takes ${view.sum(minimum)} or more now.`
      : `The lowest bid is ${view.sum(minimum)}.`;
    const amountStays = whileTyped();
    answer(text, 'no', () => amountStays() && standings.get(lot).minimumCents <= minimum);
  } else if (refused.problem?.status === 401) {
    answer(refused.message, 'no', () => name === null);
  } else {
    answer(refused.message, 'no', whileTyped());
  }
}

/** Goes to the saleroom as that bidder; without a name, to be told why not. */
function seat(bidder) {
  name = bidder;
  view.visitor(name);
  show();
  saleroom.enter();
}

/** Reads what people type, such as 1,250 or 1250.50, as cents; NaN if it is no amount. */
function cents(typed) {
  const sum = Math.round(Number(typed.replace(/[^\d.]/g, '') || NaN) * 100);
  return Math.min(sum, Number.MAX_SAFE_INTEGER); // which the server finds too much as well
}

byId('quick').addEventListener('click', event => {
  if (event.target.dataset.cents) {
    offer(Number(event.target.dataset.cents));
  }
});

byId('offer').addEventListener('submit', event => {
  event.preventDefault();
  const amount = cents(byId('amount').value);
  if (Number.isNaN(amount)) {
    const { bids } = standings.get(selected);
    const amountStays = whileTyped();
    answer('Type an amount, such as 250.', 'no', () => amountStays() && standings.get(selected).bids === bids);
  } else {
    offer(amount);
  }
});

byId('amount').addEventListener('input', review);

byId('introduction').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    seat((await api.introduce(byId('told-name').value)).name);
  } catch (refused) {
    view.notice('That name won’t do', refused.message, true);
  }
});

byId('leave').addEventListener('click', async () => {
  await api.leave();
  seat(null);
});

byId('bring').addEventListener('click', () => byId('consignment').showModal());
byId('keep').addEventListener('click', () => byId('consignment').close());

byId('article').addEventListener('submit', async event => {
  event.preventDefault();
  const form = new FormData(event.target);
  form.set('cents', cents(form.get('price')));
  byId('article-answer').textContent = '';
  try {
    const lot = await api.consign(form);
    (await api.lots()).forEach(take);
    byId('consignment').close();
    event.target.reset();
    location.hash = lot.id;
  } catch (refused) {
    byId('article-answer').textContent = refused.message;
  }
});

byId('applaud').addEventListener('click', () => saleroom.say('applause'));
addEventListener('hashchange', () => select(Number(location.hash.slice(1))));
setInterval(() => view.clocks([...standings.values()], selected), 1000);

async function begin() {
  const [sale, lots, bidder] = await Promise.all([api.sale(), api.lots(), api.bidder()]);
  view.title(sale.title);
  view.useCurrency(sale.currency);
  lots.forEach(take);
  name = bidder.name;
  await select(Number(location.hash.slice(1)) || 1);
  byId('amount').value = sessionStorage.getItem('amount');
  sessionStorage.removeItem('amount');
  seat(name);
}

begin().catch(() => view.notice('The sale can’t be shown', 'The server doesn’t answer. Please load the page again.'));
