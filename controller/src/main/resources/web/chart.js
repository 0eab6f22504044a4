import {number, svg} from './dom.js';
import {t} from './words.js';

const W = 640, H = 220, LEFT = 58, RIGHT = 12, TOP = 14, BOTTOM = 34;

function span(values) {
  const low = Math.min(...values), high = Math.max(...values);
  return low === high ? [low - 1, high + 1] : [low, high];
}

/** A measured curve with the limits that its evidence was judged by. A limit has a line and a word. */
export function curve(data, limits) {
  const lines = limits.flatMap(limit => [['low', limit.low], ['high', limit.high]].filter(([, value]) => value !== null && value !== undefined)
    .map(([side, value]) => ({name: t(side === 'low' ? 'chart.low' : 'chart.high', limit), value})));
  const [x0, x1] = span(data.x), [y0, y1] = span([...data.y, ...lines.map(line => line.value)]);
  const px = x => LEFT + (x - x0) / (x1 - x0) * (W - LEFT - RIGHT), py = y => H - BOTTOM - (y - y0) / (y1 - y0) * (H - TOP - BOTTOM);
  const text = (x, y, anchor, words) => svg('text', {x, y, 'text-anchor': anchor}, words);
  return svg('svg', {class: 'chart', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': t('chart.curve', {...data, points: data.x.length, highest: number(Math.max(...data.y))})},
    svg('path', {class: 'axis', d: `M${LEFT} ${TOP}V${H - BOTTOM}H${W - RIGHT}`}),
    text(LEFT - 6, py(y1) + 4, 'end', number(y1)), text(LEFT - 6, py(y0), 'end', number(y0)), text(LEFT, H - 18, 'middle', number(x0)), text(W - RIGHT, H - 18, 'end', number(x1)),
    text((W + LEFT) / 2, H - 4, 'middle', t('chart.axes', data)),
    ...lines.flatMap(line => [svg('path', {class: 'limit', d: `M${LEFT} ${py(line.value)}H${W - RIGHT}`}), text(W - RIGHT, py(line.value) - 3, 'end', line.name + ' ' + number(line.value))]),
    svg('polyline', {class: 'pen', points: data.x.map((x, i) => px(x).toFixed(1) + ',' + py(data.y[i]).toFixed(1)).join(' ')}));
}

const KEPT_MS = 120000;
const GAP_MS = 2000;
const samples = new Map();

/** Keeps the last two minutes of what was heard; what was not heard stays a gap. */
export function note(name, at, value) {
  const kept = samples.get(name) || [];
  kept.push({at, value});
  while (kept.length && kept[0].at < at - KEPT_MS) kept.shift();
  samples.set(name, kept);
}

/** Steps, not slopes: between two changes nothing is known but the older value. */
export function trend(name, words, now, unit) {
  const kept = samples.get(name) || [];
  const [low, high] = span([0, ...kept.map(one => one.value)]);
  const px = at => LEFT + (at - now + KEPT_MS) / KEPT_MS * (W - LEFT - RIGHT), py = y => 92 - (y - low) / (high - low) * 78;
  const path = kept.map((one, i) => i && one.at - kept[i - 1].at < GAP_MS ? `H${px(one.at).toFixed(1)}V${py(one.value).toFixed(1)}` : `M${px(one.at).toFixed(1)} ${py(one.value).toFixed(1)}`).join('');
  return svg('svg', {class: 'chart', viewBox: `0 0 ${W} 116`, role: 'img', 'aria-label': t('chart.trend', {words})},
    svg('path', {class: 'axis', d: `M${LEFT} 10V92H${W - RIGHT}`}), svg('text', {x: LEFT - 6, y: 18, 'text-anchor': 'end'}, number(high)), svg('text', {x: LEFT - 6, y: 92, 'text-anchor': 'end'}, number(low)),
    svg('text', {x: LEFT, y: 110}, t('chart.before')), svg('text', {x: W - RIGHT, y: 110, 'text-anchor': 'end'}, t('chart.now', {words, unit})), svg('path', {class: 'pen', d: path || 'M0 0'}));
}
