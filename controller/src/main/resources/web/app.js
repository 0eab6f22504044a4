'use strict';
// The whole page is drawn anew from each picture that the server sends: there is no state here that could be wrong.
const STALE_AFTER_MS = 2000;
const byId = id => document.getElementById(id);
let heard = performance.now();

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === 'onclick') node.addEventListener('click', value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

async function act(path, body) {
  const reply = byId('reply');
  reply.textContent = '…';
  try {
    const response = await fetch('/api/v1/' + path, {
      method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mortise-By': 'page'}, body: JSON.stringify(body)});
    const answer = await response.json();
    reply.textContent = response.ok ? 'accepted: ' + answer.accepted : 'refused: ' + answer.detail;
  } catch (failure) {
    reply.textContent = 'no answer: ' + failure.message;
  }
}

function cell(view) {
  const held = view.holds.length > 0;
  const troubled = view.link !== 'UP' || held || ['ABORTED', 'ABORTING', 'HELD', 'STOPPED'].includes(view.unitState) && held;
  const kind = troubled ? 'cell troubled' : view.unitState === 'EXECUTE' ? 'cell executing' : 'cell';
  const button = held
    ? el('button', {onclick: () => act(`cells/${view.id}/unhold`, {})}, 'Release hold')
    : el('button', {onclick: () => act(`cells/${view.id}/hold`, {reason: 'held from the page'})}, 'Hold');
  return el('article', {class: kind, id: 'cell-' + view.id},
    el('header', {}, el('h3', {}, view.id), el('span', {class: 'state'}, view.link === 'UP' ? view.unitState : 'LINK ' + view.link)),
    el('p', {}, view.title + (view.rack ? ' · ' + view.rack : '')),
    el('p', {class: 'why'}, view.why), remedies(view.cause), button);
}

// What would free it, once for each root that stands in the way.
const HARMLESS = ['PROGRESS', 'DONE', 'NO_WORK'];
function roots(cause) {
  return cause.because.length ? cause.because.flatMap(roots) : [cause];
}
function standing(cause) {
  return roots(cause).filter(root => !HARMLESS.includes(root.kind));
}
function remedies(cause) {
  const lines = new Set(standing(cause).map(root =>
    (cause.text.includes(root.text) ? '' : `${root.subject}: ${root.text} `) + '→ ' + root.remedy));
  return el('ul', {class: 'remedies'}, ...[...lines].map(line => el('li', {}, line)));
}

function share(kind, count, total) {
  const bar = el('i', {class: kind});
  bar.style.width = (100 * count / Math.max(1, total)) + '%';
  return bar;
}

function rack(view) {
  return el('article', {class: 'rack', id: 'rack-' + view.id},
    el('header', {}, el('h3', {}, view.id + ' ' + view.type),
      el('span', {class: 'state'}, view.released ? 'RELEASED' : view.place || 'WAITS TO ENTER')),
    el('div', {class: 'bar', role: 'progressbar', 'aria-valuenow': view.valid, 'aria-valuemin': 0, 'aria-valuemax': view.total, 'aria-label': view.id + ' operations valid'},
      share('valid', view.valid, view.total), share('void', view.voided, view.total), share('failed', view.failed, view.total), share('due', view.due, view.total)),
    el('div', {class: 'counts'}, el('span', {}, `${view.valid} of ${view.total} valid`), el('span', {}, `${view.due} due`),
      el('span', {}, `${view.waiting} waiting`), el('span', {class: view.voided ? 'voided' : ''}, `${view.voided} void`),
      el('span', {class: view.failed ? 'failed' : ''}, `${view.failed} failed`)),
    el('p', {class: 'why'}, standing(view.cause).length ? view.why : view.doing || view.why, ' ', el('a', {href: `/api/v1/racks/${view.id}/record?format=text`}, 'record')),
    remedies(view.cause));
}

function question(view) {
  return el('article', {class: 'question'}, el('strong', {}, view.subject + ': ' + view.text),
    el('ul', {}, ...view.facts.map(fact => el('li', {}, fact))),
    ...view.choices.map(choice => el('button', {title: choice.consequence,
      onclick: () => act(`questions/${encodeURIComponent(view.id)}/answer`, {choice: choice.word})}, choice.word + ': ' + choice.consequence)));
}

function robot(view) {
  return el('tr', {}, el('td', {}, view.id), el('td', {class: view.connected ? '' : 'lost'}, view.session),
    el('td', {}, view.joints.map(value => value.toFixed(3)).join('  ')), el('td', {class: 'n'}, view.forceNewtons.toFixed(0)),
    el('td', {class: 'n'}, (100 * view.quality).toFixed(0) + ' %'), el('td', {class: 'n'}, (view.roundTripP99Nanos / 1e6).toFixed(2) + ' ms'));
}

// A button under the finger must not be replaced while it is pressed: only what changed is drawn again.
const drawn = new Map();
function draw(id, views, make) {
  const text = JSON.stringify(views);
  if (drawn.get(id) === text) return;
  drawn.set(id, text);
  const focused = document.activeElement && document.activeElement.closest('[id]');
  byId(id).replaceChildren(...views.map(make));
  if (focused && byId(focused.id)) { const button = byId(focused.id).querySelector('button'); if (button) button.focus(); }
}

function show(picture) {
  const plant = picture.plant;
  byId('plant').textContent = plant.plant;
  byId('simulated').hidden = !plant.simulated;
  byId('clock').textContent = new Date(plant.at).toLocaleTimeString();
  byId('questions').hidden = plant.questions.length === 0;
  draw('question-list', plant.questions, question);
  draw('racks', plant.racks, rack);
  draw('cells', plant.cells, cell);
  draw('robots', picture.robots, robot);
}

byId('order').addEventListener('submit', event => { event.preventDefault(); act('orders', {type: 'nvl72'}); });
const source = new EventSource('/api/v1/events');
source.addEventListener('plant', event => { heard = performance.now(); show(JSON.parse(event.data)); });
setInterval(() => {
  const silent = performance.now() - heard;
  byId('stale').hidden = silent < STALE_AFTER_MS;
  byId('silence').textContent = Math.floor(silent / 1000);
  document.body.classList.toggle('old', silent >= STALE_AFTER_MS);
}, 250);
