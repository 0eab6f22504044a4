import {SERVER, code, figure, language, t} from './words.js';

export const byId = id => document.getElementById(id);

function make(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value); // as an attribute the policy of the pages lets none of them act
    else if (value !== false) node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== ''));
  return node;
}

export function el(tag, attributes, ...children) {
  return make(document.createElement(tag), attributes, children);
}

/** A sentence of the server, in its own language: whoever reads it aloud needs to know. */
export const said = text => (text ? el('span', {lang: SERVER}, text) : '');

/** What people of this plant wrote, in whatever language. */
export const written = text => (text ? el('span', {lang: ''}, text) : '');

/** The name space of drawings is read from the page, so that no script names another server. */
export function svg(tag, attributes, ...children) {
  return make(document.createElementNS(byId('drawing').namespaceURI, tag), attributes, children);
}

// A button under the finger must not be replaced while it is pressed: only what changed is drawn again.
const drawn = new WeakMap();
export function draw(place, views, show) {
  const text = language() + JSON.stringify(views);
  if (!place || drawn.get(place) === text) return;
  drawn.set(place, text);
  const focused = place.contains(document.activeElement) && document.activeElement.id;
  place.replaceChildren(...views.map(show));
  if (focused && byId(focused)) byId(focused).focus();
}

export function number(value) {
  return Number.isInteger(value) ? String(value) : figure(value);
}

/** Colour never speaks alone: each state has a sign of its own. */
export function unit(cell) {
  if (cell.link !== 'UP') return {sign: '⚠', word: code('link', cell.link), kind: 'troubled'};
  if (cell.unitState.startsWith('ABORT')) return {sign: '✖', word: code('unit', cell.unitState), kind: 'troubled'};
  if (cell.holds.length || cell.unitState.startsWith('HELD') || cell.unitState === 'HOLDING')
    return {sign: '❚❚', word: cell.holds.length && cell.unitState !== 'HELD' ? t('unit.HELD') + ' · ' + code('unit', cell.unitState) : code('unit', cell.unitState), kind: 'troubled'};
  if (cell.unitState === 'EXECUTE') return {sign: '▶', word: t('unit.EXECUTE'), kind: 'executing'};
  return {sign: '◔', word: code('unit', cell.unitState), kind: ''};
}
