import {byId, draw, el, said, unit, written} from './dom.js';
import {code, day, decimal, moment, t} from './words.js';
import {panel} from './acts.js';
import {tree} from './why.js';
import * as needs from './needs.js';
import {isPast, query, until} from './past.js';
import {trend} from './chart.js';
import * as timeline from './timeline.js';
import * as trends from './trends.js';

let acts = null;

export function open(id) {
  acts = panel(id);
  asked = '';
  byId('page').replaceChildren(
    el('nav', {'aria-label': t('label.back')}, el('a', {href: '#/'}, '◂ ' + t('page.line'))),
    el('div', {id: 'cell-head'}), acts,
    el('div', {class: 'columns'},
      el('section', {'aria-label': t('cell.why')}, el('h2', {}, t('cell.why')), el('div', {id: 'cell-why'}), el('h2', {}, t('cell.locks')), el('div', {id: 'cell-locks'}), el('h2', {}, t('cell.tools')), el('div', {id: 'cell-tools'})),
      el('section', {'aria-label': t('cell.robots')}, el('h2', {}, t('cell.robots')), el('div', {id: 'cell-robots'}))),
    el('section', {'aria-label': t('cell.box')}, el('h2', {}, t('cell.boxes')), el('div', {id: 'cell-boxes'})), trends.section(id), timeline.section());
}

function head(cell) {
  const state = unit(cell);
  return el('div', {class: 'cell head ' + state.kind}, el('header', {}, el('h2', {class: 'name'}, cell.id + ' ', el('small', {}, written(cell.title))), el('span', {class: 'state'}, state.sign + ' ' + state.word)),
    el('dl', {}, ...[[t('cell.mode'), code('mode', cell.unitMode)], [t('cell.rack'), cell.rack ? el('a', {href: '#/rack/' + cell.rack}, cell.rack) : t('word.nothing')],
      [t('cell.operation'), cell.operation ? t('cell.attempt', cell) : t('word.nothing')], [t('cell.step'), cell.step || t('word.nothing')], ...(cell.equipment.robots.length ? [[t('act.speed'), cell.speedPercent + ' %']] : []), [t('cell.holds'), cell.holds.length ? said(cell.holds.join('; ')) : t('cell.not-held')]]
      .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))));
}

function tool(one) {
  return el('p', {class: one.inCalibration ? '' : 'bad'}, `${one.inCalibration ? '✓' : '✖'} ${t('cell.tool', {...one, until: day(one.calibratedUntil)})}`);
}

function robot(one) {
  return el('article', {class: one.connected ? 'robot' : 'robot lost'}, el('h3', {}, `${one.connected ? '' : '⚠ '}${one.id} `, el('small', {}, isPast() ? t(one.connected ? 'robot.then' : 'robot.lost-then') : code('session', one.session))),
    el('p', {class: 'figures'}, ...one.joints.map((value, axis) => el('span', {}, t('robot.axis', {number: axis + 1}) + ' ', el('b', {}, decimal(value, 3))))),
    ...(isPast() ? [] : [el('p', {class: 'figures'}, el('span', {}, t('robot.force') + ' ', el('b', {}, decimal(one.forceNewtons, 0)), ' N'), el('span', {}, t('robot.quality') + ' ', el('b', {}, decimal(100 * one.quality, 0)), ' %'),
      el('span', {}, t('robot.trip') + ' ', el('b', {}, decimal(one.roundTripP99Nanos / 1e6, 2)), ' ms')),
    trend(one.id + ' force', `${one.id} ${t('robot.force')}`, Date.now(), 'N')]));
}

function box(kept) {
  if (!kept) return el('p', {}, t('cell.no-box'));
  const picture = `/api/v1/blackboxes/${encodeURIComponent(kept.name)}/picture`;
  return el('figure', {class: 'blackbox'}, el('figcaption', {}, el('b', {}, `${kept.robot}: ${kept.reason} `), `${moment(kept.ended)}, ${kept.command} `, el('a', {href: picture}, t('cell.picture'))),
    el('img', {src: picture, alt: t('cell.box-shows', kept)}));
}

// A motion that ends badly gives the cell another cause, and its black box is there a moment later.
let asked = '';
async function boxes(cell, own) {
  const now = query('at') + JSON.stringify([cell.id, cell.cause, Math.floor(Date.now() / 10000)]);
  if (now === asked) return;
  asked = now;
  const response = await fetch('/api/v1/blackboxes').catch(() => null);
  if (!response || !response.ok) return void (asked = '');
  const kept = (await response.json()).find(one => own.some(robot => robot === one.robot) && new Date(one.ended) <= until());
  draw(byId('cell-boxes'), [kept || null], box);
}

export function show({plant, robots, unknown}, id) {
  const cell = plant.cells.find(one => one.id === id);
  acts.hidden = !cell;
  if (!cell) return draw(byId('cell-head'), [id], () => el('p', {class: 'bad'}, '✖ ' + t('cell.unknown', {id})));
  acts.update(cell);
  trends.show(cell, plant);
  draw(byId('cell-head'), [cell], head);
  timeline.show(id, [cell.cause.kind, cell.rack, cell.operation, cell.holds], query('&to'));
  draw(byId('cell-why'), [cell.cause], tree);
  const tools = cell.equipment.tools;
  draw(byId('cell-tools'), tools.length ? tools : [null], one => one ? tool(one) : el('p', {}, t('word.none')));
  const own = robots.filter(one => cell.equipment.robots.includes(one.id));
  draw(byId('cell-locks'), [needs.needs(cell, isPast() ? null : own)], needs.tree);
  draw(byId('cell-robots'), own.length ? own.map(one => ({...one, second: Math.floor(Date.now() / 1000)})) : [null], one => one ? robot(one) : el('p', {}, t(unknown && cell.equipment.robots.length ? 'robot.unknown' : 'word.none')));
  boxes(cell, cell.equipment.robots);
}
