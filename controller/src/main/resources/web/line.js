import {byId, draw, el, said, unit, written} from './dom.js';
import {t} from './words.js';
import {act} from './acts.js';
import {barred} from './who.js';
import {remedies, sentence, standing} from './why.js';

const waits = rack => standing(rack.cause).length > 0;
const chip = rack => el('a', {class: waits(rack) ? 'chip waits' : 'chip', href: '#/rack/' + rack.id}, (waits(rack) ? '▲ ' : '▮ ') + rack.id);

function station({cell, racks}) {
  const state = unit(cell);
  return el('article', {class: 'cell ' + state.kind, id: 'cell-' + cell.id},
    el('header', {}, el('h3', {}, el('a', {href: '#/cell/' + cell.id}, cell.id)), el('span', {class: 'state'}, state.sign + ' ' + state.word)),
    el('p', {class: 'title'}, written(cell.title)),
    el('p', {class: 'chips'}, ...racks.map(chip)),
    el('p', {class: 'why'}, ...sentence(cell.cause)), remedies(cell.cause));
}

function share(kind, count, total) {
  const bar = el('i', {class: kind});
  bar.style.width = (100 * count / Math.max(1, total)) + '%';
  return bar;
}

export function bar(rack) {
  return el('div', {class: 'bar', role: 'progressbar', 'aria-valuenow': rack.valid, 'aria-valuemin': 0, 'aria-valuemax': rack.total, 'aria-label': t('rack.progress', rack)},
    share('valid', rack.valid, rack.total), share('void', rack.voided, rack.total), share('failed', rack.failed, rack.total), share('due', rack.due, rack.total));
}

export const placeOf = rack => rack.released ? '✓ ' + t('rack.released') : rack.wanted.abandoned ? '✖ ' + t('rack.abandoned') : rack.place || t(rack.wanted.mayStart ? 'rack.enters' : 'rack.stored');

export function counts(rack) {
  return el('div', {class: 'counts'}, el('span', {}, t('rack.valid', rack)), el('span', {}, t('rack.due', rack)), el('span', {}, t('rack.waiting', rack)),
    el('span', {class: rack.voided ? 'voided' : ''}, (rack.voided ? '◩ ' : '') + t('rack.voided', rack)), el('span', {class: rack.failed ? 'failed' : ''}, (rack.failed ? '✖ ' : '') + t('rack.failed', rack)));
}

function row(rack) {
  return el('article', {class: waits(rack) ? 'rack waits' : 'rack', id: 'rack-' + rack.id},
    el('header', {}, el('h3', {}, el('a', {href: '#/rack/' + rack.id}, rack.id), ' ' + rack.type),
      el('span', {class: 'state'}, placeOf(rack))),
    bar(rack), counts(rack),
    el('p', {class: 'why'}, ...(waits(rack) ? ['▲ ', ...sentence(rack.cause)] : rack.doing ? [said(rack.doing)] : sentence(rack.cause))), remedies(rack.cause));
}

export function open() {
  const order = el('button', {id: 'order', 'aria-describedby': 'not-order', onclick: () => act('orders', {type: 'nvl72'})}, t('line.order'));
  byId('page').replaceChildren(
    el('section', {'aria-label': t('line.cells')}, el('h2', {}, t('page.line')), el('div', {id: 'cells', class: 'cells'}), el('div', {id: 'between', class: 'between'})),
    el('section', {'aria-label': t('line.racks')}, el('h2', {}, t('line.racks') + ' ', order, el('small', {id: 'not-order', class: 'not'})), el('div', {id: 'racks', class: 'racks'})));
}

export function show({plant}) {
  const gone = rack => rack.released || rack.wanted.abandoned && !rack.place;
  byId('order').disabled = barred('RUN') !== '';
  byId('not-order').textContent = barred('RUN');
  const here = id => plant.racks.filter(rack => !rack.released && rack.place === id);
  const ids = new Set(plant.cells.map(cell => cell.id));
  const between = plant.racks.filter(rack => !gone(rack) && !ids.has(rack.place));
  draw(byId('cells'), plant.cells.map(cell => ({cell, racks: here(cell.id)})), station);
  draw(byId('between'), between.map(rack => ({rack})), ({rack}) => el('span', {}, chip(rack), ' ' + (rack.place || t('line.enters'))));
  draw(byId('racks'), plant.racks, row);
}
