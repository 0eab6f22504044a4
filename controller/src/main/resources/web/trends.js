import {byId, draw, el, number, svg} from './dom.js';
import {count, t} from './words.js';
import {leave} from './who.js';
import {again, isPast, query} from './past.js';

const W = 420, H = 132, LEFT = 54, RIGHT = 12, TOP = 12, BOTTOM = 22;
const REFRESH_MS = 3000;
let trends = null;
let asked = '';
let askedAt = -REFRESH_MS;
let of = '';

/** Single values, one after the other: nothing lies between two of them, so no line joins them. Each has the limits of its own attempt. */
function chart({operation, name, unit, points}) {
  const values = points.flatMap(one => [one.value, one.low, one.high]).filter(value => value !== null && value !== undefined);
  const low = Math.min(...values), high = Math.max(...values), room = (high - low || 1) * 0.08, step = (W - LEFT - RIGHT) / points.length;
  const px = index => LEFT + step * (index + 0.5), py = value => H - BOTTOM - (value - low + room) / (high - low + 2 * room) * (H - TOP - BOTTOM), out = points.filter(one => !one.within).length;
  const limit = side => points.map((one, index) => (one[side] === null || one[side] === undefined ? '' : `M${(px(index) - step / 2).toFixed(1)} ${py(one[side]).toFixed(1)}h${step.toFixed(1)}`)).join('');
  const mark = (one, index) => svg('g', {}, svg('title', {}, t('trend.point', {...one, value: number(one.value), unit})),
    one.within ? svg('circle', {class: 'point', cx: px(index), cy: py(one.value), r: points.length > 60 ? 2 : 3.2}) : svg('path', {class: 'point out', d: `M${px(index)} ${py(one.value) - 6}l6 10h-12z`}));
  return el('figure', {class: 'small'}, el('figcaption', {class: out ? 'bad' : ''}, `${out ? '▲ ' : ''}${operation}: ${name}, ${unit}`, el('small', {}, ` ${count('trend.values', points.length)}${out ? ', ' + t('trend.outside', {out}) : ''}`)),
    svg('svg', {class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': t('trend.label', {operation, name, values: points.length, newest: number(points.at(-1).value), unit, out})},
      svg('path', {class: 'axis', d: `M${LEFT} ${TOP}V${H - BOTTOM}H${W - RIGHT}`}), svg('text', {x: LEFT - 5, y: py(high) + 4, 'text-anchor': 'end'}, number(high)), svg('text', {x: LEFT - 5, y: py(low) + 3, 'text-anchor': 'end'}, number(low)),
      svg('text', {x: LEFT, y: H - 6}, t('trend.oldest')), svg('text', {x: W - RIGHT, y: H - 6, 'text-anchor': 'end'}, t('trend.newest')), svg('path', {class: 'limit', d: limit('low') + limit('high') || 'M0 0'}), ...points.map(mark)));
}

/** What was outside of its limits stands first. */
const outside = trend => trend.points.some(one => !one.within);

async function ask(cell, text) {
  if (asked === text || (!isPast() && performance.now() - askedAt < REFRESH_MS)) return;
  askedAt = performance.now();
  const at = query('at');
  try {
    const response = await fetch(`/api/v1/cells/${encodeURIComponent(cell)}/trends?${at}`);
    if (response.status === 401) return leave(t('login.ended'));
    if (!response.ok || of !== cell || at !== query('at')) return; // of another cell or instant than the page shows by now
    trends = await response.json();
    asked = text;
    again();
  } catch (failure) {
    // the stale mark says that the server is not heard; the next picture asks again
  }
}

/** Torque, force, pressure and whatever else has limits, of the racks on the line. */
export function section(cell) {
  of = cell;
  trends = null;
  asked = '';
  askedAt = -REFRESH_MS;
  return el('section', {'aria-label': t('trend.title')}, el('h2', {}, t('trend.title')), el('p', {class: 'quiet'}, t('trend.what')), el('div', {id: 'cell-trends', class: 'trends'}));
}

export function show(cell, plant) {
  ask(cell.id, query('at') + JSON.stringify([cell.rack, cell.operation, cell.attempt, plant.racks.map(rack => rack.valid + rack.failed)]));
  if (trends) trends.sort((a, b) => outside(b) - outside(a));
  if (trends) draw(byId('cell-trends'), trends.length ? trends : [null], one => (one ? chart(one) : el('p', {}, t('trend.none'))));
}
