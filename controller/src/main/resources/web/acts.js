import {byId, el} from './dom.js';
import {barred, leave} from './who.js';
import {mark} from './past.js';

// An act has two answers: that it was stored, and that the state came. The second is looked for in the pictures that follow.
const PATIENCE_MS = 10000;
let awaited = null;

function say(kind, text) {
  byId('reply').className = kind;
  byId('reply').textContent = text;
}

export async function act(path, body, shows) {
  awaited = null;
  say('', '…');
  try {
    const response = await fetch('/api/v1/' + path, {
      method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mortise-By': 'page', ...mark()}, body: JSON.stringify(body)});
    const answer = await response.json();
    if (response.status === 401) { say('refused', '✖ not done: ' + answer.detail); return leave('The session has ended.'); }
    if (!response.ok) return say('refused', '✖ refused: ' + answer.detail);
    say('', 'accepted: ' + answer.accepted + (shows ? '; waiting for the state to change' : ''));
    awaited = shows ? {shows, subject: answer.accepted, until: performance.now() + PATIENCE_MS} : null;
  } catch (failure) {
    say('refused', '✖ no answer: ' + failure.message + '; it may have been stored or not');
  }
}

export function follow(plant) {
  if (!awaited) return;
  const seen = awaited.shows(plant, awaited.subject);
  if (seen) say('done', '✓ ' + awaited.subject + ': ' + seen);
  else if (performance.now() > awaited.until) say('refused', `▲ ${awaited.subject}: accepted, but the state has not changed within ${PATIENCE_MS / 1000} s`);
  else return;
  awaited = null;
}

const cellOf = (plant, id) => plant.cells.find(cell => cell.id === id);

/** Which acts a role and a cell's state allow, and why not; the desk decides again, and says why where it refuses. */
export const ACTS = [
  {verb: 'hold', needs: 'REQUEST_STOP', not: () => 'it is held', label: 'Hold', reason: 'Why is it held?', may: cell => cell.holds.length === 0, shows: cell => cell.holds.length && 'held: ' + cell.holds.join(', ')},
  {verb: 'unhold', needs: 'RUN', not: cell => cell.holds.length ? 'clear it first' : 'it is not held', label: 'Release hold', may: cell => cell.holds.length > 0 && !cell.unitState.startsWith('ABORT'), shows: cell => !cell.holds.length && 'not held any more'},
  {verb: 'clear', needs: 'RUN', not: () => 'its unit is not aborted', label: 'Clear', may: cell => cell.unitState === 'ABORTED', shows: cell => cell.link === 'UP' && !cell.unitState.startsWith('ABORT') && 'unit is ' + cell.unitState},
  {verb: 'abort', needs: 'REQUEST_STOP', not: cell => cell.link === 'UP' ? 'it is aborted' : 'its PLC is not heard', label: 'Abort…', danger: true, reason: 'Why is it aborted?', may: cell => cell.link === 'UP' && !cell.unitState.startsWith('ABORT'),
    shows: cell => cell.unitState.startsWith('ABORT') && 'unit is ' + cell.unitState},
  {verb: 'speed', needs: 'RUN', not: () => 'it has no robot', label: 'Speed', reason: 'Percent of its robots’ velocity, 0 to 100', sure: id => 'Set speed of ' + id, body: percent => ({percent: Number(percent)}), may: cell => cell.equipment.robots.length > 0,
    shows: (cell, percent) => cell.speedPercent === Number(percent) && 'speed is ' + percent + ' %'}];

export function send(id, one, reason) {
  const body = one.body ? one.body(reason) : one.reason ? {reason} : {};
  act(`cells/${encodeURIComponent(id)}/${one.verb}`, body, plant => { const cell = cellOf(plant, id); return cell && one.shows(cell, reason); });
}

const over = rack => rack.released || rack.wanted.abandoned;

const past = rack => rack.released ? 'it is released' : 'it is given up';

/** Which acts a role and a rack's state allow, and why not; the desk decides again. */
export const RACK_ACTS = [
  {verb: 'hold', needs: 'REQUEST_STOP', not: rack => over(rack) ? past(rack) : 'it is held', label: 'Hold', reason: 'Why is it held?', may: rack => !over(rack) && rack.wanted.holds.length === 0, shows: rack => rack.wanted.holds.length && 'held: ' + rack.wanted.holds.join(', ')},
  {verb: 'unhold', needs: 'RUN', not: rack => over(rack) ? past(rack) : 'it is not held', label: 'Release hold', may: rack => !over(rack) && rack.wanted.holds.length > 0, shows: rack => !rack.wanted.holds.length && 'not held any more'},
  {verb: 'start', needs: 'RUN', not: rack => over(rack) ? past(rack) : 'it may start', label: 'Let it start', may: rack => !over(rack) && !rack.wanted.mayStart, shows: rack => rack.wanted.mayStart && 'may start'},
  {verb: 'revoke-start', needs: 'RUN', not: rack => over(rack) ? past(rack) : rack.place ? 'it is on the line' : 'it may not start', label: 'Do not let it start', may: rack => !over(rack) && rack.wanted.mayStart && !rack.place, shows: rack => !rack.wanted.mayStart && 'may not start'},
  {verb: 'abandon', needs: 'RUN', not: rack => over(rack) ? past(rack) : '', label: 'Give up…', danger: true, reason: 'Why is it given up? It is never released then.', sure: id => `Give ${id} up for good`, may: rack => !over(rack),
    shows: rack => rack.wanted.abandoned && 'given up'}];

export function sendToRack(id, one, reason) {
  act(`racks/${encodeURIComponent(id)}/${one.verb}`, one.reason ? {reason} : {}, plant => { const rack = plant.racks.find(known => known.id === id); return rack && one.shows(rack); });
}

/** Buttons of a rack. */
export const rackPanel = id => panel(id, RACK_ACTS, sendToRack);

/** Buttons of a cell, or of what else is given. What needs a reason, and what cannot be taken back, takes two steps. */
export function panel(id, all = ACTS, does = send) {
  const reason = el('input', {id: 'reason', maxlength: '120', required: true, 'aria-label': 'Reason'});
  const word = el('label', {for: 'reason'}, '');
  const confirm = el('button', {type: 'submit', id: 'confirm'}, '');
  const form = el('form', {id: 'confirming', class: 'confirm', hidden: true}, word, reason, confirm,
    el('button', {type: 'button', onclick: () => close()}, 'Do nothing'));
  let chosen = null;
  const close = () => { form.hidden = true; if (chosen) byId('act-' + chosen.verb).focus(); chosen = null; };
  const choose = one => {
    if (!one.reason) return does(id, one);
    chosen = one;
    word.textContent = one.reason;
    confirm.textContent = one.sure ? one.sure(id) : one.danger ? `Abort ${id} now` : 'Hold ' + id;
    confirm.className = one.danger ? 'danger' : '';
    reason.value = '';
    form.hidden = false;
    reason.focus();
  };
  form.addEventListener('submit', event => { event.preventDefault(); if (chosen && reason.value.trim()) { does(id, chosen, reason.value.trim()); close(); } });
  form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  const node = el('div', {class: 'acts'}, ...all.map(one => el('div', {}, el('button', {id: 'act-' + one.verb, 'aria-describedby': 'not-' + one.verb, onclick: () => choose(one)}, one.label), el('small', {id: 'not-' + one.verb, class: 'not'}))), form);
  node.update = cell => all.forEach(one => {
    const why = barred(one.needs) || (one.may(cell) ? '' : one.not(cell));
    node.querySelector('#act-' + one.verb).disabled = why !== '';
    node.querySelector('#not-' + one.verb).textContent = why;
  });
  return node;
}

export function question(view) {
  return el('article', {class: 'question'}, el('strong', {}, '▲ ' + view.subject + ': ' + view.text),
    el('ul', {}, ...view.facts.map(fact => el('li', {}, fact))),
    el('div', {class: 'choices'}, ...view.choices.map(choice => el('div', {},
      el('button', {disabled: view.barred !== '', id: `answer-${view.id}-${choice.word}`, onclick: () => act(`questions/${encodeURIComponent(view.id)}/answer`, {choice: choice.word},
        plant => !plant.questions.some(open => open.id === view.id) && 'answered: ' + choice.word)}, choice.word), ' ', choice.consequence))),
    view.barred ? el('p', {class: 'not'}, view.barred) : '');
}
