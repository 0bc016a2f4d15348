import * as api from './api.js';
import * as view from './view.js';

const EVERY_MILLIS = 1000;

const byId = id => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const time = when => (when === null ? '–' : clock.format(new Date(when)));

function row(key, cells) {
  const line = document.createElement('tr');
  line.id = key;
  line.append(...cells.map(text => {
    const cell = document.createElement('td');
    cell.textContent = text;
    return cell;
  }));
  return line;
}

function outcome({ closed, invoiced, task }) {
  if (closed === null) {
    return task?.failure ?? '';
  }
  if (closed.winner === null) {
    return 'Nobody has bid';
  }
  return `Sold to ${closed.winner} for ${view.sum(closed.cents)}${invoiced ? ', invoice written' : ''}`;
}

/** What becomes of the task now; of one that ran before a restart only its work is known. */
const state = ({ closed, task }) => (task?.state ?? (closed ? 'FINISHED' : 'UNKNOWN')).toLowerCase();

function lot(entry) {
  return row(`task-${entry.lot.id}`, [`${entry.lot.id}. ${entry.lot.title}`, time(entry.closesMillis), state(entry),
    entry.task?.tries ?? '–', outcome(entry)]);
}

function job(info) {
  return row(`job-${info.identity}`, [info.identity, info.schedule,
    info.paused ? 'paused' : info.running ? 'running' : info.nextRun ? 'scheduled' : 'off', info.count, info.skipped,
    time(info.lastRun), info.lastFailure ?? '–']);
}

async function show() {
  const { delayed, queued, running, lots, jobs } = await api.backstage();
  byId('tasks').textContent = `Tasks and events: ${delayed} wait for their time, ${queued} for their turn, ${running} run.`;
  byId('lots').replaceChildren(...lots.map(lot));
  byId('jobs').replaceChildren(...jobs.map(job));
  view.noNotice();
}

async function begin() {
  view.useCurrency((await api.sale()).currency);
  await show();
}

let next = begin; // until it has been done once

async function showAgain() {
  try {
    await next();
    next = show;
  } catch {
    view.warn('The server doesn’t answer', 'What you see may be old. We go on asking.');
  }
  setTimeout(showAgain, EVERY_MILLIS);
}

showAgain();
