import * as api from './api.js';
import { Saleroom } from './saleroom.js';
import * as view from './view.js';

const byId = id => document.getElementById(id);

const standings = new Map(); // by number of the lot
const bidOn = new Set(); // lots that this page has bid on
let selected = 1;
let name = null;
let isLost = false;

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
}

async function select(lot) {
  selected = standings.has(lot) ? lot : [...standings.keys()][0];
  view.answer('');
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
      if (news.bid.bidder !== name) {
        view.outdateAnswer();
      }
    }
  } else if (news.people) {
    view.room('live', news.people === 1 ? 'Live, just you' : `Live, ${news.people} in the room`);
  } else if (news.applause) {
    view.toast(`${news.applause} applauds`);
  }
}

function enterState(state) {
  if (state === 'live') {
    if (isLost) {
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
  view.answer('');
  try {
    const receipt = await api.bid(selected, cents);
    bidOn.add(selected);
    byId('amount').value = '';
    view.answer(receipt.minutes, 'yes');
  } catch (refused) {
    const minimum = refused.problem?.minimumCents;
    view.answer(minimum ? `Somebody was faster: it takes ${view.sum(minimum)} or more now.` : refused.message, 'no');
    if (refused.problem?.status === 401) {
      seat(null);
    }
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
  return Math.round(Number(typed.replace(/[^\d.]/g, '') || NaN) * 100);
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
    view.answer('Type an amount, such as 250.', 'no');
  } else {
    offer(amount);
  }
});

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
  seat(name);
}

begin().catch(() => view.notice('The sale can’t be shown', 'The server doesn’t answer. Please load the page again.'));
