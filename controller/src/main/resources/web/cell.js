import {byId, draw, el, unit} from './dom.js';
import {panel} from './acts.js';
import {tree} from './why.js';
import {query} from './past.js';
import {trend} from './chart.js';
import * as timeline from './timeline.js';
import * as trends from './trends.js';

let acts = null;

export function open(id) {
  acts = panel(id);
  asked = '';
  byId('page').replaceChildren(
    el('nav', {'aria-label': 'Back'}, el('a', {href: '#/'}, '◂ Line')),
    el('div', {id: 'cell-head'}), acts,
    el('div', {class: 'columns'},
      el('section', {'aria-label': 'Why'}, el('h2', {}, 'Why'), el('div', {id: 'cell-why'}), el('h2', {}, 'Interlocks and stops'), el('div', {id: 'cell-locks'}), el('h2', {}, 'Tools'), el('div', {id: 'cell-tools'})),
      el('section', {'aria-label': 'Robots'}, el('h2', {}, 'Robots'), el('div', {id: 'cell-robots'}))),
    el('section', {'aria-label': 'Black box'}, el('h2', {}, 'Black box of the last bad motion'), el('div', {id: 'cell-boxes'})), trends.section(id), timeline.section());
}

function head(cell) {
  const state = unit(cell);
  return el('div', {class: 'cell head ' + state.kind}, el('header', {}, el('h2', {class: 'name'}, cell.id + ' ', el('small', {}, cell.title)), el('span', {class: 'state'}, state.sign + ' ' + state.word)),
    el('dl', {}, ...[['Mode', cell.unitMode], ['Rack', cell.rack ? el('a', {href: '#/rack/' + cell.rack}, cell.rack) : 'none'],
      ['Operation', cell.operation ? `${cell.operation}, attempt ${cell.attempt}` : 'none'], ['Step', cell.step || 'none'], ...(cell.equipment.robots.length ? [['Speed', cell.speedPercent + ' %']] : []), ['Held because', cell.holds.join('; ') || 'not held']]
      .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))));
}

function locks(equipment) {
  if (!equipment.observed) return el('p', {class: 'bad'}, '⚠ unknown: the PLC is not heard');
  const lines = [...equipment.stops.map(stop => [stop, false]), ...equipment.interlocks.map(lock => [lock.name, lock.satisfied])];
  return el('ul', {class: 'locks'}, ...lines.map(([name, good]) => el('li', {class: good ? '' : 'bad'}, (good ? '✓ ' : '✖ ') + name)),
    lines.length ? '' : el('li', {}, 'nothing observed that stops it; it has no interlocks'));
}

function tool(one) {
  return el('p', {class: one.inCalibration ? '' : 'bad'}, `${one.inCalibration ? '✓' : '✖'} ${one.id} (${one.kind}), calibrated until ${one.calibratedUntil}`);
}

function robot(one) {
  return el('article', {class: one.connected ? 'robot' : 'robot lost'}, el('h3', {}, `${one.connected ? '' : '⚠ '}${one.id} `, el('small', {}, one.session)),
    el('p', {class: 'figures'}, ...one.joints.map((value, axis) => el('span', {}, `axis ${axis + 1} `, el('b', {}, value.toFixed(3))))),
    el('p', {class: 'figures'}, el('span', {}, 'force ', el('b', {}, one.forceNewtons.toFixed(0)), ' N'), el('span', {}, 'answered in time ', el('b', {}, (100 * one.quality).toFixed(0)), ' %'),
      el('span', {}, 'round trip p99 ', el('b', {}, (one.roundTripP99Nanos / 1e6).toFixed(2)), ' ms')),
    trend(one.id + ' force', Date.now(), 'N'));
}

function box(kept) {
  if (!kept) return el('p', {}, 'none: no motion of its robots has ended badly since the oldest one that is kept');
  const picture = `/api/v1/blackboxes/${encodeURIComponent(kept.name)}/picture`;
  return el('figure', {class: 'blackbox'}, el('figcaption', {}, el('b', {}, `${kept.robot}: ${kept.reason} `), `${kept.ended}, ${kept.command} `, el('a', {href: picture}, 'the picture alone')),
    el('img', {src: picture, alt: `${kept.robot}: position and set-points of each axis, force, and the moment it turned bad (${kept.reason})`}));
}

// A motion that ends badly gives the cell another cause, and its black box is there a moment later.
let asked = '';
async function boxes(cell, own) {
  const now = JSON.stringify([cell.id, cell.cause, Math.floor(Date.now() / 10000)]);
  if (now === asked) return;
  asked = now;
  const response = await fetch('/api/v1/blackboxes').catch(() => null);
  if (!response || !response.ok) return void (asked = '');
  const kept = (await response.json()).find(one => own.some(robot => robot.id === one.robot));
  draw(byId('cell-boxes'), [kept || null], box);
}

export function show({plant, robots}, id) {
  const cell = plant.cells.find(one => one.id === id);
  acts.hidden = !cell;
  if (!cell) return draw(byId('cell-head'), [id], () => el('p', {class: 'bad'}, '✖ there is no cell ' + id));
  acts.update(cell);
  trends.show(cell, plant);
  draw(byId('cell-head'), [cell], head);
  timeline.show(id, [cell.cause.kind, cell.rack, cell.operation, cell.holds], query('&to'));
  draw(byId('cell-why'), [cell.cause], tree);
  draw(byId('cell-locks'), [cell.equipment], locks);
  const tools = cell.equipment.tools;
  draw(byId('cell-tools'), tools.length ? tools : [null], one => one ? tool(one) : el('p', {}, 'none'));
  const own = robots.filter(one => cell.equipment.robots.includes(one.id));
  draw(byId('cell-robots'), own.length ? own.map(one => ({...one, second: Math.floor(Date.now() / 1000)})) : [null], one => one ? robot(one) : el('p', {}, 'none'));
  boxes(cell, own);
}
