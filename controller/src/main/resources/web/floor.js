import {byId, draw, el, said, unit, written} from './dom.js';
import {code, decimal, t} from './words.js';
import {leave} from './who.js';
import {standing} from './why.js';
import {isPast, query} from './past.js';

export const title = 'page.floor';

const REFRESH_MS = 500;
const FOOT_PX = 48;
const TURN = Math.PI / 12, NEARER = 0.8;
let scene = null;
let plan = null;
let opened = 0;
let racks = [];
let asked = '';
let askedAt = -REFRESH_MS;

async function read(path) {
  const response = await fetch('/api/v1/' + path);
  if (response.status === 401) leave(t('login.ended'));
  return response.ok ? response.json() : null;
}

/** The plant as glTF: what the server made of its file, and what other programs get. */
async function model() {
  const response = await fetch('/api/v1/floor.glb');
  if (!response.ok) throw new Error(`/api/v1/floor.glb: ${response.status}`);
  return response.arrayBuffer();
}

function hasWebGl() {
  try { return !!document.createElement('canvas').getContext('webgl2'); } catch (failure) { return false; }
}

/** Without three dimensions the page says so, and the text below it has the same. */
function flat(why) {
  byId('floor-view').replaceChildren(el('p', {id: 'floor-flat', class: 'bad'}, '▲ ' + why));
  byId('floor-view').classList.add('flat');
  byId('floor-view').style.height = '';
  byId('floor-tools').hidden = true;
  byId('floor-text').open = true;
}

async function build(turn) {
  try {
    plan = await read('floor');
    if (turn !== opened || !plan) return;
    if (!hasWebGl()) return flat(t('floor.flat'));
    const [{Scene, modelOf}, bytes] = await Promise.all([import('./scene.js'), model()]);
    const plant = await modelOf(bytes);
    if (turn !== opened) return;
    const canvas = el('canvas', {id: 'floor-canvas', role: 'img', 'aria-label': t('floor.drawn')});
    byId('floor-view').replaceChildren(canvas, el('div', {id: 'floor-labels'}));
    scene = new Scene(canvas, plan, plant, place => { if (place.kind !== 'buffer') location.hash = '#/cell/' + encodeURIComponent(place.id); });
    scene.drawn = label;
    canvas.scene = scene;
    asked = '';
  } catch (failure) {
    if (turn === opened) flat(t('floor.failed', {why: failure.message}));
  }
}

function tools() {
  const one = (id, word, does) => el('button', {type: 'button', id, onclick: () => { if (scene) does(); }}, word);
  return el('div', {id: 'floor-tools', role: 'group', 'aria-label': t('floor.view')}, one('view-home', t('floor.home'), () => scene.home()), one('view-left', '⟲ ' + t('floor.turn'), () => scene.turn(-TURN)), one('view-right', t('floor.turn') + ' ⟳', () => scene.turn(TURN)),
    one('view-in', '+ ' + t('floor.nearer'), () => scene.turn(0, NEARER)), one('view-out', '− ' + t('floor.farther'), () => scene.turn(0, 1 / NEARER)));
}

export function open() {
  if (scene) scene.close();
  scene = null;
  plan = null;
  racks = [];
  asked = '';
  askedAt = -REFRESH_MS;
  opened++;
  byId('page').replaceChildren(
    el('section', {'aria-label': t('page.floor'), class: 'floor'}, el('h2', {}, t('page.floor')), el('p', {id: 'floor-past', hidden: true}, ''), el('div', {id: 'floor-view'}, el('p', {class: 'quiet'}, '…')), tools()),
    el('details', {id: 'floor-text'}, el('summary', {}, t('floor.text')), el('table', {}, el('thead', {}, el('tr', {}, ...['floor.place', 'floor.state', 'floor.racks', 'floor.joints'].map(word => el('th', {scope: 'col'}, t(word))))), el('tbody', {id: 'floor-rows'}))));
  build(opened);
}

/** Called when another page is opened: nothing is drawn for nobody. */
export function close() {
  if (scene) scene.close();
  scene = null;
  opened++;
}

/** Labels are links of the page, so that keyboard, screen reader and finger reach what is drawn. */
function label() {
  const place = (node, at) => { node.hidden = !at; if (at) node.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px) translate(-50%, -50%)`; };
  for (const node of byId('floor-labels')?.children || []) {
    const {of, kind} = node.dataset;
    place(node, kind === 'rack' ? scene.racks.has(of) && scene.labelOfRack(of) : scene.labelOf(of));
  }
}

const stateOf = (one, cell) => (cell ? unit(cell) : {sign: '', word: code('place', one.kind), kind: ''});

function sign({one, state}) {
  const words = [el('b', {}, one.id), ' ', el('span', {}, `${state.sign} ${state.word}`)];
  return one.kind === 'buffer' ? el('span', {class: 'tag', 'data-of': one.id, 'data-kind': 'place'}, ...words)
    : el('a', {class: 'tag ' + state.kind, id: 'floor-' + one.id, href: '#/cell/' + encodeURIComponent(one.id), 'data-of': one.id, 'data-kind': 'place'}, ...words);
}

function chip({id, waits}) {
  return el('a', {class: waits ? 'tag rack-tag waits' : 'tag rack-tag', id: 'floor-' + id, href: '#/rack/' + encodeURIComponent(id), 'data-of': id, 'data-kind': 'rack'}, (waits ? '▲ ' : '') + id);
}

function row({one, state, unknown, here, robots}) {
  return el('tr', {}, el('td', {}, one.kind === 'buffer' ? one.id : el('a', {href: '#/cell/' + encodeURIComponent(one.id)}, one.id), ' ', written(one.title)), el('td', {class: state.kind === 'troubled' ? 'bad' : ''}, `${state.sign} ${state.word}`),
    el('td', {}, here.map(rack => t('floor.filled', {rack: rack.id, filled: Object.values(rack.slots).filter(slot => slot !== 'MISSING').length, slots: Object.keys(rack.slots).length})).join('; ') || t('word.none')),
    el('td', {}, robots.map(robot => `${robot.id}: ${robot.connected ? '' : `⚠ ${t('floor.lost')} `}${robot.joints.map(value => decimal(value, 2)).join('; ')}`).join(' · ') || t(one.robots.length && unknown ? 'floor.not-recorded' : 'word.none')));
}

/** The view reaches to the foot of the screen, whatever stands above it. */
function fill() {
  const view = byId('floor-view');
  if (!view || view.classList.contains('flat')) return;
  const height = Math.round(innerHeight - view.getBoundingClientRect().top - scrollY - FOOT_PX) + 'px';
  if (view.style.height !== height) view.style.height = height;
}
addEventListener('resize', fill);

let latest = null;
async function look(plant) {
  const at = query('at'), text = at + JSON.stringify(plant.racks.map(rack => [rack.id, rack.place, rack.valid, rack.voided, rack.failed, rack.doing]));
  if (asked === text || (!isPast() && performance.now() - askedAt < REFRESH_MS)) return;
  askedAt = performance.now();
  try {
    const answer = await read('floor/racks?' + at);
    if (!answer || at !== query('at')) return; // of another instant than the page shows by now
    racks = answer;
    asked = text;
    if (isPast() && byId('floor-rows')) show(latest); // no picture follows that would draw it
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  }
}

export function show(picture) {
  const {plant, robots, unknown = ''} = picture;
  latest = picture;
  fill();
  look(plant);
  if (!plan) return;
  const cellOf = id => plant.cells.find(cell => cell.id === id);
  const all = plan.places.map(one => ({one, state: stateOf(one, cellOf(one.id))}));
  draw(byId('floor-rows'), all.map(({one, state}) => ({one, state, unknown, here: racks.filter(rack => rack.place.replace('→ ', '') === one.id), robots: robots.filter(robot => one.robots.some(own => own.id === robot.id))})), row);
  if (!scene) return;
  scene.withRobots(!unknown); // a pose that is not theirs is not drawn
  byId('floor-past').hidden = !unknown;
  if (unknown) byId('floor-past').replaceChildren('▲ ', t('floor.no-robots'), ' ', said(unknown));
  scene.show(all.map(({one, state}) => ({id: one.id, kind: state.kind})), robots, racks);
  const waits = id => { const rack = plant.racks.find(known => known.id === id); return !!rack && standing(rack.cause).length > 0; };
  draw(byId('floor-labels'), [...all, ...racks.map(rack => ({id: rack.id, waits: waits(rack.id)}))], view => (view.one ? sign(view) : chip(view)));
  label();
}
