const byId = id => document.getElementById(id);

let money;
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

export function useCurrency(currency) {
  money = new Intl.NumberFormat(undefined, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
}

export const sum = cents => money.format(cents / 100);

function timeLeft(standing) {
  const seconds = Math.max(0, Math.ceil((standing.closesAt - performance.now()) / 1000));
  if (seconds === 0) {
    return standing.leader ? 'Sold' : 'Closed';
  }
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = number => String(number).padStart(2, '0');
  return hours > 0 ? `${hours} h ${two(minutes)} min left` : `${minutes}:${two(seconds % 60)} left`;
}

const isOpen = standing => standing.closesAt > performance.now();

/** Restarts the animation that the attribute stands for. */
function flash(element, attribute) {
  element.removeAttribute(attribute);
  void element.offsetWidth;
  element.setAttribute(attribute, '');
}

export function title(text) {
  byId('title').textContent = text;
  document.title = text;
}

export function catalogue(standings, selected, name) {
  const list = byId('lots');
  for (const standing of standings) {
    const id = `lot-${standing.lot.id}`;
    if (!byId(id)) {
      list.append(card(standing.lot, id));
    }
    const entry = byId(id);
    entry.querySelector('.sum').textContent = sum(standing.priceCents);
    entry.toggleAttribute('data-mine', name !== null && standing.leader === name);
    if (standing.lot.id === selected) {
      entry.setAttribute('aria-current', 'true');
    } else {
      entry.removeAttribute('aria-current');
    }
  }
}

function card(lot, id) {
  const item = byId('lot-card').content.cloneNode(true);
  const link = item.querySelector('a');
  link.id = id;
  link.href = `#${lot.id}`;
  link.querySelector('img').src = lot.picture;
  link.querySelector('img').dataset.plate = lot.id;
  link.querySelector('b').textContent = lot.title;
  return item;
}

export function stage(lot) {
  const list = byId('lots');
  const entry = byId(`lot-${lot.id}`)?.parentElement;
  if (entry) {
    list.scrollTo({ left: entry.offsetLeft - (list.clientWidth - entry.clientWidth) / 2, behavior: 'smooth' });
  }
  byId('plate').dataset.plate = lot.id;
  byId('picture').src = lot.picture;
  byId('picture').alt = lot.title;
  byId('number').textContent = lot.id;
  byId('origin').textContent = lot.origin;
  byId('lot-title').textContent = lot.title;
  byId('note').textContent = lot.note;
}

export function figures(standing, name, hasBid) {
  byId('price').textContent = sum(standing.priceCents);
  byId('price-label').textContent = standing.leader ? 'Highest bid' : 'Opens at';
  const leader = byId('leader');
  const mine = name !== null && standing.leader === name;
  leader.dataset.side = mine ? 'mine' : hasBid ? 'outbid' : '';
  const count = standing.bids === 1 ? '1 bid' : `${standing.bids} bids`;
  leader.textContent = !standing.leader ? 'No bids yet'
    : mine ? `The bid is yours, ${count}`
      : `${standing.leader} has the bid${hasBid ? ' now' : ''}, ${count}`;
  offers(standing);
}

function offers(standing) {
  const step = standing.minimumCents < 10000 ? 500 : standing.minimumCents < 100000 ? 2500 : 10000;
  const open = isOpen(standing);
  byId('quick').replaceChildren(...[0, 1, 3].map(steps => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.cents = standing.minimumCents + steps * step;
    button.textContent = sum(button.dataset.cents);
    button.disabled = !open;
    return button;
  }));
  byId('amount').placeholder = `${sum(standing.minimumCents)} or more`;
  byId('offer').querySelectorAll('.amount *').forEach(field => { field.disabled = !open; });
}

export function clocks(standings, selected) {
  for (const standing of standings) {
    const left = timeLeft(standing);
    byId(`lot-${standing.lot.id}`).querySelector('.label').textContent = left;
    if (standing.lot.id === selected) {
      byId('closing').textContent = left;
      byId('closing').toggleAttribute('data-soon', standing.closesAt - performance.now() < 60000);
    }
  }
}

export function ledger(bids) {
  byId('bids').replaceChildren(...bids.map(row));
}

export function enterBid(bid) {
  if (byId('bids').firstElementChild?.dataset.cents >= bid.cents) {
    return; // the list came with it
  }
  const entry = row(bid);
  entry.dataset.new = '';
  byId('bids').prepend(entry);
}

function row(bid) {
  const item = byId('bid-row').content.cloneNode(true).firstElementChild;
  item.dataset.cents = bid.cents;
  item.querySelector('.who').textContent = bid.bidder;
  item.querySelector('.sum').textContent = sum(bid.cents);
  item.querySelector('time').textContent = clock.format(bid.atMillis);
  return item;
}

export function hit(lot, selected) {
  flash(byId(`lot-${lot}`), 'data-hit');
  if (lot === selected) {
    flash(byId('price'), 'data-hit');
  }
}

export function answer(text, kind) {
  byId('answer').textContent = text;
  byId('answer').dataset.kind = kind;
}

export function visitor(name) {
  byId('visitor').hidden = name === null;
  byId('name').textContent = name ?? '';
}

export function room(state, text) {
  byId('room').dataset.state = state;
  byId('room-text').textContent = text;
  byId('applaud').hidden = state !== 'live';
  byId('bring').hidden = state !== 'live';
}

export function notice(heading, text, asksName = false) {
  warn(heading, text);
  byId('introduction').hidden = !asksName;
}

export function warn(heading, text) {
  byId('notice').hidden = false;
  byId('notice-title').textContent = heading;
  byId('notice-text').textContent = text;
}

export function noNotice() {
  byId('notice').hidden = true;
}

let toastTimer;

export function toast(text) {
  clearTimeout(toastTimer);
  byId('toast').textContent = text;
  byId('toast').hidden = false;
  toastTimer = setTimeout(() => { byId('toast').hidden = true; }, 2500);
}
