import {byId, said} from './dom.js';
import {code, t} from './words.js';
import {isPast} from './past.js';

// Whoever stands here: told by the server, and asked again whenever it says that nobody does.
const SEEN_EVERY_MS = 60000;
let me = null;
let back = () => {};
let gone = () => {};

/** Why the role does not allow it; empty where it does. The server decides again. */
export function barred(act) {
  if (isPast()) return t('not.past');
  return !me || me.acts.includes(act) ? '' : t('not.role', {role: code('role', me.role)});
}

export const isIn = () => me !== null;
export const isAsked = () => !byId('log-in').hidden;

/** Draws who is here. */
export function show() {
  const asked = me && me.access === 'login';
  byId('open').hidden = !me || me.access !== 'open';
  byId('who').hidden = !asked;
  byId('me').textContent = asked ? `${me.name} · ${code('role', me.role)}` : '';
  document.querySelector('main').hidden = me === null;
}

/** Nobody is logged in: the form, and behind it the address of the page that was open. */
export function leave(why) {
  const again = isAsked();
  me = null;
  show();
  byId('log-in').hidden = false;
  if (again) return;
  gone();
  byId('log-in-why').textContent = why || '';
  byId('password').value = '';
  byId(byId('name').value ? 'password' : 'name').focus();
}

function enter(answer) {
  me = answer;
  byId('log-in').hidden = true;
  show();
  back();
}

/** Asks who is here; true when somebody is. */
export async function ask() {
  try {
    const response = await fetch('/api/v1/me');
    if (response.status === 401) { leave(me ? t('login.ended') : ''); return false; }
    if (response.ok && me === null) enter(await response.json());
    else if (response.ok) { me = await response.json(); show(); }
    return response.ok;
  } catch (failure) {
    return me !== null; // the stale mark says that the server is not heard
  }
}

async function send(path, body) {
  const response = await fetch('/api/v1/' + path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  return {ok: response.ok, answer: await response.json()};
}

async function logIn(event) {
  event.preventDefault();
  byId('log-in-send').disabled = true;
  byId('log-in-why').textContent = '…';
  try {
    const {ok, answer} = await send('login', {name: byId('name').value.trim(), password: byId('password').value});
    byId('password').value = '';
    byId('log-in-why').replaceChildren(...(ok ? [] : ['✖ ', said(answer.detail)]));
    if (ok) enter(answer);
  } catch (failure) {
    byId('log-in-why').textContent = t('reply.no-answer', {why: failure.message});
  }
  byId('log-in-send').disabled = false;
  if (me === null) byId('password').focus();
}

async function logOut() {
  try { await send('logout', {}); } finally { leave(t('login.gone')); }
}

/** Begins; what is given is called each time somebody has come in, and each time they have gone. */
export function begin(come, go) {
  back = come;
  gone = go;
  byId('log-in').addEventListener('submit', logIn);
  byId('log-out').addEventListener('click', logOut);
  let told = performance.now();
  // a page that only shows is no sign of life; somebody who touches it is
  const touched = () => { if (me && performance.now() - told > SEEN_EVERY_MS) { told = performance.now(); ask(); } };
  addEventListener('pointerdown', touched);
  addEventListener('keydown', touched);
  return ask();
}
