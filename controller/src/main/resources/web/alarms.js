import {byId, draw, el} from './dom.js';
import {act} from './acts.js';
import {barred, leave} from './who.js';

export const title = 'Alarms';

/** Colour never speaks alone: each priority has a shape, each state a sign, and both have words. */
const PRIORITIES = {HIGH: '■ high', MEDIUM: '▲ medium', LOW: '● low'};
const STATES = {
  UNACKNOWLEDGED_ACTIVE: '✱ stands, unacknowledged', RETURNED_UNACKNOWLEDGED: '↩ came and went, unacknowledged',
  ACKNOWLEDGED_ACTIVE: '✓ stands, acknowledged', SUPPRESSED: '◌ suppressed', SHELVED: '❚❚ shelved'};
const WANTS = ['UNACKNOWLEDGED_ACTIVE', 'RETURNED_UNACKNOWLEDGED'];
const SHELVE_MINUTES = 30, SHELVE_MAX_MINUTES = 480;
let chosen = null;

const when = at => { const date = new Date(at); return date.toDateString() === new Date().toDateString() ? date.toLocaleTimeString() : date.toLocaleString(); };
const find = (plant, id) => plant.alarms.open.find(one => one.id === id);

/** The line in every page's header: how many want a person, and what the first of them says. */
export function bar(node, alarms) {
  const count = alarms.figures.unacknowledged, first = alarms.open.find(one => WANTS.includes(one.state));
  node.hidden = false;
  node.className = 'alarms ' + (alarms.trouble ? 'HIGH' : first ? first.priority : '');
  node.textContent = alarms.trouble ? '✖ ' + alarms.trouble
    : !first ? '✓ no unacknowledged alarm'
      : `${PRIORITIES[first.priority].split(' ')[0]} ${count} unacknowledged ${count === 1 ? 'alarm' : 'alarms'}${alarms.figures.flood ? ' (flood)' : ''} · ${first.source}: ${first.text}`;
}

function ask(kind, alarm) {
  chosen = {kind, id: alarm.id};
  const shelve = kind === 'shelve';
  byId('alarm-word').textContent = shelve ? `Shelve ${alarm.id}: why?` : `Acknowledge ${alarm.id}: a comment?`;
  byId('alarm-text').required = shelve;
  byId('alarm-text').value = '';
  byId('alarm-minutes').parentElement.hidden = !shelve;
  byId('alarm-minutes').value = SHELVE_MINUTES;
  byId('alarm-do').textContent = shelve ? 'Shelve it' : 'Acknowledge it';
  byId('alarm-asks').hidden = false;
  byId('alarm-text').focus();
}

function close() {
  byId('alarm-asks').hidden = true;
  if (chosen && byId(`${chosen.kind}-${chosen.id}`)) byId(`${chosen.kind}-${chosen.id}`).focus();
  chosen = null;
}

function send(event) {
  event.preventDefault();
  const {kind, id} = chosen, text = byId('alarm-text').value.trim();
  if (kind === 'shelve') act(`alarms/${encodeURIComponent(id)}/shelve`, {minutes: Number(byId('alarm-minutes').value), reason: text}, plant => find(plant, id)?.shelf && 'shelved');
  else act(`alarms/${encodeURIComponent(id)}/acknowledge`, {comment: text}, plant => { const one = find(plant, id); return (!one || one.acknowledged) && 'acknowledged'; });
  close();
}

const unshelve = alarm => act(`alarms/${encodeURIComponent(alarm.id)}/unshelve`, {}, plant => !find(plant, alarm.id)?.shelf && 'told again');

function asks() {
  const form = el('form', {id: 'alarm-asks', class: 'confirm', hidden: true}, el('label', {id: 'alarm-word', for: 'alarm-text'}, ''), el('input', {id: 'alarm-text', maxlength: '500'}),
    el('label', {}, 'for ', el('input', {id: 'alarm-minutes', class: 'short', type: 'number', min: '1', max: String(SHELVE_MAX_MINUTES), required: true}), ' minutes'),
    el('button', {type: 'submit', id: 'alarm-do'}, ''), el('button', {type: 'button', onclick: close}, 'Do nothing'));
  form.addEventListener('submit', send);
  form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  return form;
}

function source(alarm) {
  return el('a', {href: `#/${alarm.ofCell ? 'cell' : 'rack'}/${encodeURIComponent(alarm.source)}`}, alarm.source);
}

function state(alarm) {
  const more = alarm.suppressedBy ? 'behind ' + alarm.suppressedBy : alarm.shelf ? `until ${when(alarm.shelf.until)}, its cause ${alarm.active ? 'stands' : 'is gone'}` : '';
  return el('td', {class: WANTS.includes(alarm.state) ? 'wants' : ''}, STATES[alarm.state], more ? ' ' + more : '');
}

function row(alarm) {
  if (!alarm) return el('tr', {}, el('td', {colspan: '7'}, '✓ No open alarm.'));
  const said = [alarm.acknowledged && `${alarm.acknowledged.by} at ${when(alarm.acknowledged.at)}${alarm.acknowledged.comment ? ': ' + alarm.acknowledged.comment : ' acknowledged it'}`,
    alarm.shelf && `${alarm.shelf.by} shelved it: ${alarm.shelf.reason}`].filter(Boolean);
  return el('tr', {class: 'alarm ' + (WANTS.includes(alarm.state) ? alarm.priority : 'known'), id: 'alarm-' + alarm.id},
    el('td', {class: 'priority'}, PRIORITIES[alarm.priority]), state(alarm),
    el('td', {}, source(alarm), el('div', {class: 'kind'}, alarm.kind.replaceAll('_', ' ').toLowerCase()), alarm.firstOut ? el('small', {}, ' first out') : ''),
    el('td', {class: 'what'}, alarm.text, alarm.active && alarm.remedy ? el('div', {class: 'remedy'}, '→ ' + alarm.remedy) : '', ...said.map(line => el('div', {class: 'quiet'}, line))),
    el('td', {}, when(alarm.raisedAt), alarm.returnedAt ? el('div', {class: 'quiet'}, 'to ' + when(alarm.returnedAt)) : ''), el('td', {class: 'n'}, String(alarm.times)),
    el('td', {}, el('div', {class: 'does'}, alarm.acknowledged ? '' : el('button', {id: 'acknowledge-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => ask('acknowledge', alarm)}, 'Acknowledge…'),
      alarm.shelf ? el('button', {id: 'unshelve-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => unshelve(alarm)}, 'Take back') : el('button', {id: 'shelve-' + alarm.id, disabled: alarm.barred !== '', title: alarm.barred, onclick: () => ask('shelve', alarm)}, 'Shelve…'))));
}

function figures(all) {
  const one = (name, value, bad) => el('div', {class: bad ? 'bad' : ''}, el('dt', {}, name), el('dd', {}, (bad ? '▲ ' : '') + value));
  return el('dl', {}, one('Unacknowledged', all.unacknowledged), one('Standing', all.standing), one('Longer than a day', all.stale), one('Shelved', all.shelved), one('Suppressed', all.suppressed),
    one('In the last 10 min', all.lastTenMinutes + (all.flood ? ', a flood: look for what came first' : ''), all.flood), one('Most in 10 min of the last day', all.peakTenMinutes),
    one('Chattering', all.chattering.map(chatter => `${chatter.alarm} (${chatter.times} times)`).join(', ') || 'none', all.chattering.length > 0));
}

function query() {
  const wanted = new URLSearchParams();
  for (const name of ['from', 'to']) if (byId('past-' + name).value) wanted.set(name, new Date(byId('past-' + name).value).toISOString());
  for (const name of ['source', 'kind']) if (byId('past-' + name).value.trim()) wanted.set(name, byId('past-' + name).value.trim());
  return wanted;
}

function line(one) {
  return el('tr', {}, el('td', {}, new Date(one.at).toLocaleString()), el('td', {}, one.what.toLowerCase()), el('td', {}, one.source), el('td', {class: 'kind'}, one.kind.replaceAll('_', ' ').toLowerCase()),
    el('td', {}, PRIORITIES[one.priority]), el('td', {}, one.by), el('td', {class: 'what'}, one.text));
}

async function past(before) {
  const wanted = query();
  byId('past-export').href = '/api/v1/alarms/history?' + new URLSearchParams([...wanted, ['format', 'csv']]);
  if (before) wanted.set('before', before);
  try {
    const response = await fetch('/api/v1/alarms/history?' + wanted);
    if (response.status === 401) return leave('');
    const answer = await response.json();
    byId('past-said').textContent = response.ok ? (before || answer.lines.length ? '' : 'nothing happened there') : '✖ ' + answer.detail;
    if (!response.ok) return;
    if (!before) byId('past-rows').replaceChildren();
    byId('past-rows').append(...answer.lines.map(line));
    byId('past-older').hidden = !answer.next;
    byId('past-older').dataset.before = answer.next || '';
  } catch (failure) {
    byId('past-said').textContent = '✖ no answer: ' + failure.message;
  }
}

function filters() {
  const field = (name, word, type) => el('label', {}, word + ' ', el('input', {id: 'past-' + name, class: 'short', type}));
  const form = el('form', {class: 'acts'}, field('from', 'From', 'datetime-local'), field('to', 'To', 'datetime-local'), field('source', 'Cell or rack', 'text'), field('kind', 'Kind', 'text'),
    el('button', {type: 'submit', id: 'past-show'}, 'Show'), el('a', {id: 'past-export', href: '/api/v1/alarms/history?format=csv', download: 'alarms.csv'}, 'Export as CSV'), el('span', {id: 'past-said', role: 'status'}));
  form.addEventListener('submit', event => { event.preventDefault(); byId('past-kind').value = byId('past-kind').value.trim().toUpperCase().replaceAll(' ', '_'); past(''); });
  return form;
}

const table = (id, ...columns) => el('table', {}, el('thead', {}, el('tr', {}, ...columns.map(word => el('th', {scope: 'col'}, word)))), el('tbody', {id}));

export function open() {
  chosen = null;
  byId('page').replaceChildren(el('nav', {'aria-label': 'Back'}, el('a', {href: '#/'}, '◂ Line')),
    el('section', {'aria-label': 'Open alarms'}, el('h2', {}, 'Open alarms'), el('div', {id: 'alarm-figures'}), asks(), table('alarm-rows', 'Priority', 'State', 'Source and kind', 'What', 'Raised', 'Times', '')),
    el('section', {'aria-label': 'History'}, el('h2', {}, 'History'), filters(), table('past-rows', 'When', 'What', 'Source', 'Kind', 'Priority', 'By', 'Text'),
      el('button', {id: 'past-older', hidden: true, onclick: () => past(byId('past-older').dataset.before)}, 'Older')));
  past('');
}

export function show({plant}) {
  const cells = new Set(plant.cells.map(cell => cell.id));
  draw(byId('alarm-figures'), [plant.alarms.figures], figures);
  draw(byId('alarm-rows'), plant.alarms.open.length ? plant.alarms.open.map(one => ({...one, ofCell: cells.has(one.source), barred: barred('RUN')})) : [null], row);
}
