import {byId, draw, said} from './dom.js';
import * as words from './words.js';
import {follow, question} from './acts.js';
import {note} from './chart.js';
import * as who from './who.js';
import * as past from './past.js';
import * as line from './line.js';
import * as cell from './cell.js';
import * as rack from './rack.js';
import * as alarms from './alarms.js';
import * as orders from './orders.js';
import * as floor from './floor.js';
import * as oee from './oee.js';
import * as record from './asbuilt.js';

// A page is drawn from each picture that the server sends: there is no state here that could be wrong.
// The server speaks at least once a second. Together with the looking it is less than 2 s until silence is seen.
const STALE_AFTER_MS = 1600;
const LOOK_MS = 200;
const RECONNECT_MS = 3000;
const PAGES = {'': line, cell, rack, alarms, orders, floor, oee, record};
let heard = performance.now();
let picture = null;
let where = null;

function route() {
  const [, name = '', subject = '', detail = ''] = location.hash.split('/').map(decodeURIComponent);
  return {page: PAGES[name] || line, subject, detail};
}

function show() {
  const to = route();
  if (where && where.page !== to.page && where.page.close) where.page.close();
  if (!where || where.page !== to.page || where.subject !== to.subject) to.page.open(to.subject);
  where = to;
  document.querySelectorAll('#pages a').forEach(link => (link.getAttribute('href') === '#/' + (location.hash.split('/')[1] || '') ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current')));
  document.title = (to.subject || words.t(to.page.title || 'page.line')) + ' – Mortise';
  const shown = past.picture() || picture;
  if (!shown) return;
  const plant = shown.plant;
  byId('plant').textContent = plant.plant;
  byId('simulated').hidden = !plant.simulated;
  byId('clock').textContent = words.time(plant.at);
  alarms.bar(byId('alarms'), plant.alarms);
  byId('questions').hidden = plant.questions.length === 0;
  draw(byId('question-list'), plant.questions.map(open => ({...open, barred: who.barred(open.needs)})), question);
  to.page.show(shown, to.subject, to.detail);
}

/** In another language: the page that is open is made anew. */
function redraw() {
  if (where && where.page.close) where.page.close();
  where = null;
  show();
}

let source = null;
function close() {
  if (source) source.close();
  source = null;
}

function listen() {
  close();
  heard = performance.now();
  source = new EventSource('/api/v1/events');
  source.addEventListener('error', () => { if (source && source.readyState === EventSource.CLOSED) who.ask(); });
  source.addEventListener('ended', () => { close(); who.ask(); });
  source.addEventListener('full', event => { byId('reply').replaceChildren(said(event.data)); });
  source.addEventListener('plant', event => {
    heard = performance.now();
    picture = JSON.parse(event.data);
    picture.robots.forEach(robot => note(robot.id + ' force', Date.now(), robot.forceNewtons));
    follow(picture.plant);
    if (!past.isPast()) show();
  });
}

/** What somebody saw is not for whoever comes next. */
function forget() {
  close();
  if (past.isPast()) past.live();
  picture = null;
  if (where && where.page.close) where.page.close();
  where = null;
  byId('page').replaceChildren();
  byId('questions').hidden = true;
  byId('reply').textContent = '';
}

/** After silence: somebody may have logged out elsewhere, or the server is a new one that knows nobody. */
async function again() {
  const here = who.isIn();
  if (await who.ask() && here) listen();
}

let tried = performance.now();
setInterval(() => {
  if (who.isAsked()) heard = performance.now(); // nothing is expected while the form is shown
  const silent = performance.now() - heard;
  byId('stale').hidden = silent < STALE_AFTER_MS;
  const old = words.t('stale.mark', {seconds: Math.floor(silent / 1000)});
  if (silent >= STALE_AFTER_MS && byId('stale').textContent !== old) byId('stale').textContent = old;
  document.body.classList.toggle('old', silent >= STALE_AFTER_MS);
  if (silent > RECONNECT_MS && performance.now() - tried > RECONNECT_MS) { tried = performance.now(); again(); }
}, LOOK_MS);
addEventListener('hashchange', () => { if (who.isIn()) show(); });
past.begin(show);
words.begin(() => {
  past.bar();
  who.show();
  if (who.isIn()) redraw();
});
who.begin(() => { show(); listen(); }, forget);
