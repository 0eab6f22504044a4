import {byId, el, said} from './dom.js';
import {code, t} from './words.js';
import {barred, leave} from './who.js';
import {mark} from './past.js';

// An act has two answers: that it was stored, and that the state came. The second is looked for in the pictures that follow.
const PATIENCE_MS = 10000;
let awaited = null;

function say(kind, ...words) {
  byId('reply').className = kind;
  byId('reply').replaceChildren(...words.filter(word => word !== ''));
}

export async function act(path, body, shows) {
  awaited = null;
  say('', '…');
  try {
    const response = await fetch('/api/v1/' + path, {
      method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mortise-By': 'page', ...mark()}, body: JSON.stringify(body)});
    const answer = await response.json();
    if (response.status === 401) { say('refused', t('reply.not-done') + ' ', said(answer.detail)); return leave(t('login.ended')); }
    if (!response.ok) return say('refused', `✖ ${code('refusal', response.status)}: `, said(answer.detail));
    say('', t(shows ? 'reply.stored' : 'reply.accepted', {what: answer.accepted}));
    awaited = shows ? {shows, subject: answer.accepted, until: performance.now() + PATIENCE_MS} : null;
  } catch (failure) {
    say('refused', t('reply.silent', {why: failure.message}));
  }
}

export function follow(plant) {
  if (!awaited) return;
  const seen = awaited.shows(plant, awaited.subject);
  if (seen) say('done', '✓ ' + awaited.subject + ': ' + seen);
  else if (performance.now() > awaited.until) say('refused', t('reply.late', {what: awaited.subject, seconds: PATIENCE_MS / 1000}));
  else return;
  awaited = null;
}

const isNow = cell => t('done.unit', {state: code('unit', cell.unitState)});
const cellOf = (plant, id) => plant.cells.find(cell => cell.id === id);

/** Which acts a role and a cell's state allow, and why not; the desk decides again, and says why where it refuses. */
export const ACTS = [
  {verb: 'hold', needs: 'REQUEST_STOP', not: () => 'not.held', label: 'act.hold', reason: 'ask.hold', may: cell => cell.holds.length === 0, shows: cell => cell.holds.length && t('done.held', {why: cell.holds.join(', ')})},
  {verb: 'unhold', needs: 'RUN', not: cell => cell.holds.length ? 'not.clear-first' : 'not.not-held', label: 'act.unhold', may: cell => cell.holds.length > 0 && !cell.unitState.startsWith('ABORT'), shows: cell => !cell.holds.length && t('done.unheld')},
  {verb: 'clear', needs: 'RUN', not: () => 'not.not-aborted', label: 'act.clear', may: cell => cell.unitState === 'ABORTED', shows: cell => cell.link === 'UP' && !cell.unitState.startsWith('ABORT') && isNow(cell)},
  {verb: 'abort', needs: 'REQUEST_STOP', not: cell => cell.link === 'UP' ? 'not.aborted' : 'not.silent', label: 'act.abort', danger: true, reason: 'ask.abort', may: cell => cell.link === 'UP' && !cell.unitState.startsWith('ABORT'),
    shows: cell => cell.unitState.startsWith('ABORT') && isNow(cell)},
  {verb: 'speed', needs: 'RUN', not: () => 'not.no-robot', label: 'act.speed', reason: 'ask.speed', sure: 'sure.speed', body: percent => ({percent: Number(percent)}), may: cell => cell.equipment.robots.length > 0,
    shows: (cell, percent) => cell.speedPercent === Number(percent) && t('done.speed', {percent})}];

export function send(id, one, reason) {
  const body = one.body ? one.body(reason) : one.reason ? {reason} : {};
  act(`cells/${encodeURIComponent(id)}/${one.verb}`, body, plant => { const cell = cellOf(plant, id); return cell && one.shows(cell, reason); });
}

const over = rack => rack.released || rack.wanted.abandoned;

const past = rack => rack.released ? 'not.released' : 'not.abandoned';

/** Which acts a role and a rack's state allow, and why not; the desk decides again. */
export const RACK_ACTS = [
  {verb: 'hold', needs: 'REQUEST_STOP', not: rack => over(rack) ? past(rack) : 'not.held', label: 'act.hold', reason: 'ask.hold', may: rack => !over(rack) && rack.wanted.holds.length === 0, shows: rack => rack.wanted.holds.length && t('done.held', {why: rack.wanted.holds.join(', ')})},
  {verb: 'unhold', needs: 'RUN', not: rack => over(rack) ? past(rack) : 'not.not-held', label: 'act.unhold', may: rack => !over(rack) && rack.wanted.holds.length > 0, shows: rack => !rack.wanted.holds.length && t('done.unheld')},
  {verb: 'start', needs: 'RUN', not: rack => over(rack) ? past(rack) : 'not.may-start', label: 'act.start', may: rack => !over(rack) && !rack.wanted.mayStart, shows: rack => rack.wanted.mayStart && t('done.started')},
  {verb: 'revoke-start', needs: 'RUN', not: rack => over(rack) ? past(rack) : rack.place ? 'not.on-line' : 'not.may-not-start', label: 'act.revoke-start', may: rack => !over(rack) && rack.wanted.mayStart && !rack.place, shows: rack => !rack.wanted.mayStart && t('done.revoked')},
  {verb: 'abandon', needs: 'RUN', not: rack => over(rack) ? past(rack) : '', label: 'act.abandon', danger: true, reason: 'ask.abandon', sure: 'sure.abandon', may: rack => !over(rack),
    shows: rack => rack.wanted.abandoned && t('done.abandoned')}];

export function sendToRack(id, one, reason) {
  act(`racks/${encodeURIComponent(id)}/${one.verb}`, one.reason ? {reason} : {}, plant => { const rack = plant.racks.find(known => known.id === id); return rack && one.shows(rack); });
}

/** What the second step's button says. */
export const sure = (one, id) => t(one.sure || (one.danger ? 'sure.abort' : 'sure.hold'), {id});

/** Buttons of a rack. */
export const rackPanel = id => panel(id, RACK_ACTS, sendToRack);

/** Buttons of a cell, or of what else is given. What needs a reason, and what cannot be taken back, takes two steps. */
export function panel(id, all = ACTS, does = send) {
  const reason = el('input', {id: 'reason', maxlength: '120', required: true, 'aria-label': t('label.reason')});
  const word = el('label', {for: 'reason'}, '');
  const confirm = el('button', {type: 'submit', id: 'confirm'}, '');
  const form = el('form', {id: 'confirming', class: 'confirm', hidden: true}, word, reason, confirm,
    el('button', {type: 'button', onclick: () => close()}, t('act.nothing')));
  let chosen = null;
  const close = () => { form.hidden = true; if (chosen) byId('act-' + chosen.verb).focus(); chosen = null; };
  const choose = one => {
    if (!one.reason) return does(id, one);
    chosen = one;
    word.textContent = t(one.reason);
    confirm.textContent = sure(one, id);
    confirm.className = one.danger ? 'danger' : '';
    reason.value = '';
    form.hidden = false;
    reason.focus();
  };
  form.addEventListener('submit', event => { event.preventDefault(); if (chosen && reason.value.trim()) { does(id, chosen, reason.value.trim()); close(); } });
  form.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
  const node = el('div', {class: 'acts'}, ...all.map(one => el('div', {}, el('button', {id: 'act-' + one.verb, 'aria-describedby': 'not-' + one.verb, onclick: () => choose(one)}, t(one.label)), el('small', {id: 'not-' + one.verb, class: 'not'}))), form);
  node.update = cell => all.forEach(one => {
    const why = barred(one.needs) || (one.may(cell) ? '' : t(one.not(cell)));
    node.querySelector('#act-' + one.verb).disabled = why !== '';
    node.querySelector('#not-' + one.verb).textContent = why;
  });
  return node;
}

/** A choice is a word, and behind it perhaps what it is about: {@code rework mount-frame}. */
function choiceWord(choice) {
  const [word, ...about] = choice.split(' ');
  return [code('choice', word), ...about].join(' ');
}

export function question(view) {
  return el('article', {class: 'question'}, el('strong', {}, '▲ ' + view.subject + ': ', said(view.text)),
    el('ul', {}, ...view.facts.map(fact => el('li', {}, said(fact)))),
    el('div', {class: 'choices'}, ...view.choices.map(choice => el('div', {},
      el('button', {disabled: view.barred !== '', id: `answer-${view.id}-${choice.word}`, onclick: () => act(`questions/${encodeURIComponent(view.id)}/answer`, {choice: choice.word},
        plant => !plant.questions.some(open => open.id === view.id) && t('done.answered', {choice: choiceWord(choice.word)}))}, choiceWord(choice.word)), ' ', said(choice.consequence)))),
    view.barred ? el('p', {class: 'not'}, view.barred) : '');
}
