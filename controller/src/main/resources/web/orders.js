import {byId, draw, el, said} from './dom.js';
import {code, moment, t} from './words.js';
import {act, RACK_ACTS, sendToRack, sure} from './acts.js';
import {barred, leave} from './who.js';
import {again, isPast, query} from './past.js';

export const title = 'page.orders';

/** States of ISA-95 Job Control; colour never speaks alone. */
const SIGNS = {NotAllowedToStart: '❚❚', AllowedToStart: '◔', Running: '▶', Interrupted: '▲', Ended: '✓', Aborted: '✖'};
const WAITS = ['NotAllowedToStart', 'Interrupted'];
const PRIORITY_MAX = 32767;
const REFRESH_MS = 1000;
let answer = null;
let asked = '';
let askedAt = -REFRESH_MS;
let chosen = null;

const find = (plant, id) => plant.racks.find(rack => rack.id === id);

/** Until the rack has entered: which go first. It is no act of {@link RACK_ACTS} because it asks for a number. */
const PRIORITY = {verb: 'priority', needs: 'RUN', label: 'act.priority', may: rack => !rack.released && !rack.wanted.abandoned && !rack.place};

async function ask(text) {
  if (asked === text || (!isPast() && performance.now() - askedAt < REFRESH_MS)) return;
  askedAt = performance.now();
  const at = query('at');
  try {
    const response = await fetch('/api/v1/orders?' + at);
    if (response.status === 401) return leave(t('login.ended'));
    if (!response.ok || at !== query('at')) return; // of another instant than the page shows by now
    answer = await response.json();
    asked = text;
    again();
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  }
}

function order(event) {
  event.preventDefault();
  const body = {type: byId('wish-type').value, rack: byId('wish-rack').value.trim(), priority: Number(byId('wish-priority').value), store: byId('wish-store').checked};
  act('orders', body, (plant, id) => { const rack = find(plant, id); return rack && t(rack.wanted.mayStart ? 'done.ordered' : 'done.order-stored'); });
  byId('wish-rack').value = '';
}

function wish() {
  const field = (id, word, node) => el('label', {for: id}, word, node);
  const form = el('form', {id: 'wish', class: 'wish', 'aria-label': t('orders.wish')},
    field('wish-type', t('orders.type'), el('select', {id: 'wish-type', required: true})),
    field('wish-rack', t('orders.serial'), el('input', {id: 'wish-rack', maxlength: '32', pattern: '[A-Za-z0-9][A-Za-z0-9\\-]*', autocomplete: 'off', spellcheck: 'false'})),
    field('wish-priority', t('orders.priority'), el('input', {id: 'wish-priority', class: 'short', type: 'number', min: String(-PRIORITY_MAX - 1), max: String(PRIORITY_MAX), step: '1', value: '0', required: true})),
    el('label', {class: 'check', for: 'wish-store'}, el('input', {id: 'wish-store', type: 'checkbox'}), t('orders.store')),
    el('div', {}, el('button', {type: 'submit', id: 'wish-do', 'aria-describedby': 'not-wish'}, t('orders.do')), el('small', {id: 'not-wish', class: 'not'})));
  form.addEventListener('submit', order);
  return form;
}

function choose(one, id, priority) {
  chosen = {one, id};
  const counts = one === PRIORITY;
  byId('order-word').textContent = counts ? t('orders.priority-of', {id}) : `${id}: ${t(one.reason)}`;
  for (const [name, shown] of [['order-reason', !counts], ['order-priority', counts]]) {
    byId(name).hidden = !shown;
    byId(name).required = shown;
  }
  byId('order-reason').value = '';
  byId('order-priority').value = priority;
  byId('order-word').setAttribute('for', counts ? 'order-priority' : 'order-reason');
  byId('order-do').textContent = counts ? t('orders.set-priority') : sure(one, id);
  byId('order-do').className = one.danger ? 'danger' : '';
  byId('order-asks').hidden = false;
  byId(counts ? 'order-priority' : 'order-reason').focus();
}

function close() {
  byId('order-asks').hidden = true;
  const back = chosen && byId(`order-${chosen.one.verb}-${chosen.id}`);
  chosen = null;
  if (back) back.focus();
}

function send(event) {
  event.preventDefault();
  const {one, id} = chosen, reason = byId('order-reason').value.trim(), priority = Number(byId('order-priority').value);
  if (one === PRIORITY) act(`racks/${encodeURIComponent(id)}/priority`, {priority}, plant => find(plant, id)?.wanted.priority === priority && t('done.priority', {priority}));
  else if (reason) sendToRack(id, one, reason);
  else return;
  close();
}

function asks() {
  const form = el('form', {id: 'order-asks', class: 'confirm', hidden: true}, el('label', {id: 'order-word', for: 'order-reason'}, ''),
    el('input', {id: 'order-reason', maxlength: '120', 'aria-labelledby': 'order-word'}),
    el('input', {id: 'order-priority', class: 'short', type: 'number', min: String(-PRIORITY_MAX - 1), max: String(PRIORITY_MAX), step: '1', 'aria-labelledby': 'order-word'}),
    el('button', {type: 'submit', id: 'order-do'}, ''), el('button', {type: 'button', onclick: close}, t('act.nothing')));
  form.addEventListener('submit', send);
  form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  return form;
}

/** Buttons of what the order's state allows; where the role does not, they say so. */
function does(rack) {
  const all = [PRIORITY, ...RACK_ACTS].filter(one => rack && one.may(rack));
  return el('div', {class: 'does'}, ...all.map(one => {
    const why = barred(one.needs);
    return el('button', {type: 'button', id: `order-${one.verb}-${rack.id}`, disabled: why !== '', title: why,
      onclick: () => (one === PRIORITY || one.reason ? choose(one, rack.id, rack.wanted.priority) : sendToRack(rack.id, one))}, t(one.label));
  }));
}

function row({one, rack}) {
  if (!one) return el('tr', {}, el('td', {colspan: '7'}, t('orders.none')));
  return el('tr', {id: 'order-' + one.id, class: `${one.state} ${one.over ? 'over' : WAITS.includes(one.state) ? 'waits' : ''}`},
    el('td', {}, el('a', {href: '#/rack/' + encodeURIComponent(one.id)}, one.id), el('div', {class: 'quiet'}, one.type)),
    el('td', {class: 'word'}, `${SIGNS[one.state]} ${code('order', one.state)}`),
    el('td', {class: 'n'}, String(one.priority)),
    el('td', {}, one.orderedBy || t('orders.recorded'), one.orderedAt ? el('div', {class: 'quiet'}, moment(one.orderedAt)) : ''),
    el('td', {}, one.place || t(one.over ? 'orders.gone' : 'orders.off-line')),
    el('td', {class: 'what'}, said(one.why)),
    el('td', {}, does(rack)));
}

export function open() {
  answer = null;
  asked = '';
  askedAt = -REFRESH_MS;
  chosen = null;
  const columns = ['orders.order', 'orders.state', 'orders.priority-word', 'orders.by', 'orders.where', 'orders.why', 'orders.acts'];
  byId('page').replaceChildren(
    el('section', {'aria-label': t('orders.order')}, el('h2', {}, t('orders.wish')), wish()),
    el('section', {'aria-label': t('page.orders')}, el('h2', {}, t('page.orders')), asks(),
      el('table', {class: 'orders'}, el('thead', {}, el('tr', {}, ...columns.map(word => el('th', {scope: 'col'}, t(word))))), el('tbody', {id: 'order-rows'}))));
}

export function show({plant}) {
  ask(query('at') + JSON.stringify([plant.racks, plant.questions, plant.cells.map(cell => [cell.unitState, cell.link, cell.holds])]));
  const why = barred('RUN');
  byId('wish-do').disabled = why !== '';
  byId('not-wish').textContent = why;
  if (!answer) return;
  draw(byId('wish-type'), answer.types.map(one => one.id), id => el('option', {value: id}, id));
  const rows = answer.orders.map(one => ({one, rack: find(plant, one.id), barred: why}));
  rows.sort((a, b) => a.one.over - b.one.over || b.one.priority - a.one.priority);
  draw(byId('order-rows'), rows.length ? rows : [{}], row);
}
