import {byId, el, said} from './dom.js';
import {exactly, paint, t} from './words.js';

// Looking back: the page shows what was shown at an instant, and says so all over it. A page that is loaded anew is live.
const SPEEDS = [1, 10, 60, 600];
const FRAME_MS = 500;
let at = null; // ms since 1970; null while the page is live
let shown = null;
let where = {};
let playing = false;
let asking = false;
let changed = () => {};

export const isPast = () => at !== null;
/** ms since 1970, or of a page that is live, later than everything. */
export const until = () => at ?? Infinity;
export const picture = () => (at === null ? null : shown);
/** An answer has come for the instant of the page: no picture follows that would show it. */
export const again = () => { if (at !== null) changed(); };
/** For an address, so that it answers for the instant of the page. */
export const query = name => (at === null ? '' : `${name}=${encodeURIComponent(new Date(at).toISOString())}`);
/** For an act: the server refuses it, should a button be pressed all the same. */
export const mark = () => (at === null ? {} : {'X-Mortise-At': new Date(at).toISOString()});

const local = millis => new Date(millis - new Date(millis).getTimezoneOffset() * 60000).toISOString().slice(0, 23);

function say(...words) {
  byId('past-why').replaceChildren(...words);
}

/** The bar as it is now, in the language of now. */
export function bar() {
  const past = at !== null;
  document.body.classList.toggle('past', past);
  byId('past').hidden = !past;
  byId('look-back').hidden = past;
  if (!past) return;
  byId('past-at').textContent = exactly(at);
  if (document.activeElement !== byId('past-when')) byId('past-when').value = local(at);
  byId('past-previous').disabled = !where.previous;
  byId('past-next').disabled = !where.next;
  byId('past-play').textContent = playing ? '❚❚ ' + t('past.pause') : '▶ ' + t('past.play');
}

async function read(path) {
  const response = await fetch(path);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

/** Shows an instant; what cannot be shown is said, and the page stays where it was. */
async function go(millis) {
  if (asking) return;
  asking = true;
  try {
    const when = encodeURIComponent(new Date(millis).toISOString());
    const [plant, around, stood] = await Promise.all(['plant', 'past', 'floor/robots'].map(path => read(`/api/v1/${path}?at=${when}`)));
    at = millis;
    shown = {plant, robots: stood.robots, unknown: stood.unknown};
    where = around;
    say('');
  } catch (failure) {
    playing = false;
    say('✖ ', said(failure.message));
  } finally {
    asking = false;
  }
  bar();
  changed();
}

export function live() {
  at = null;
  shown = null;
  playing = false;
  say('');
  bar();
  changed();
  byId('look-back').focus();
}

async function enter() {
  await go(Date.now() - 1000);
  if (at === null) byId('reply').textContent = byId('past-why').textContent;
  else byId('past-when').focus();
}

function tick() {
  if (!playing || at === null) return;
  const next = at + FRAME_MS * Number(byId('past-speed').value);
  if (next < Date.now() - 1000) go(next);
  else { playing = false; say(t('past.now')); bar(); }
}

const button = (id, word, does) => el('button', {type: 'button', id, 'data-word': word || false, onclick: does});

/** Makes the bar; what is given draws the page again. */
export function begin(draws) {
  changed = draws;
  const when = el('input', {id: 'past-when', type: 'datetime-local', step: '0.001', 'data-label': 'past.instant'});
  when.addEventListener('change', () => { if (when.value) go(new Date(when.value).getTime()); });
  byId('past').append(
    el('strong', {id: 'past-mark'}, '◄ ', el('span', {'data-word': 'past.mark'}), ' ', el('span', {id: 'past-at'}), ' – ', el('span', {'data-word': 'past.closed'})),
    when, button('past-previous', 'past.previous', () => go(new Date(where.previous).getTime())),
    button('past-play', '', () => { playing = !playing; bar(); }),
    el('select', {id: 'past-speed', 'data-label': 'past.speed'}, ...SPEEDS.map(speed => el('option', {value: speed, selected: speed === 10}, speed + ' ×'))),
    button('past-next', 'past.next', () => go(new Date(where.next).getTime())),
    button('past-live', 'past.live', live), el('span', {id: 'past-why', role: 'status'}));
  byId('look-back').addEventListener('click', enter);
  setInterval(tick, FRAME_MS);
  paint();
  bar();
}
