import {el, said, written} from './dom.js';
import {code, moment, t, time} from './words.js';

// What has to be well before the command in hand, or the next one, goes on. A branch is well when all below it is; what is not known is neither.
const SIGNS = {true: '✓', false: '✖', null: '?'};

const leaf = (words, good, value, more = {}) => ({words, good, value, ...more, below: []});

function branch(words, below, value = '') {
  const good = below.some(one => one.good === false) ? false : below.some(one => one.good === null) ? null : true;
  return {words, good, value, below};
}

const when = at => (new Date(at).toDateString() === new Date().toDateString() ? time(at) : moment(at));

const permissive = (words, one, value) => leaf(words, one.satisfied, value, {since: one.since, firstOut: one.firstOut});

const stop = one => one.name === 'GUARD' ? t(one.satisfied ? 'needs.closed' : 'needs.open') : t(one.satisfied ? 'needs.not-active' : 'needs.active');

function stops({observed, protection, stops: names}) {
  if (!observed) return branch(t('needs.stops'), [leaf(t('needs.unheard'), null, '')]);
  // a picture of the past may be older than first-out: it has what stops alone
  return branch(t('needs.stops'), protection ? protection.map(one => permissive(code('stop', one.name), one, stop(one))) : names.map(name => leaf({said: name}, false, '')));
}

function interlocks({observed, interlocks: all}) {
  if (!observed) return branch(t('needs.interlocks'), [leaf(t('needs.unheard'), null, '')]);
  const well = all.filter(one => one.satisfied).length;
  return branch(t('needs.interlocks'), all.map(one => permissive({written: one.name}, one, t(one.satisfied ? 'needs.satisfied' : 'needs.not-satisfied'))), all.length ? t('needs.of', {well, all: all.length}) : t('needs.none-told'));
}

function unit(cell) {
  const heard = cell.link === 'UP', aborted = cell.unitState.startsWith('ABORT');
  return branch(t('needs.unit'), [leaf(t('needs.link'), heard, code('link', cell.link)), leaf(t('cell.mode'), heard ? cell.unitMode === 'PRODUCE' : null, code('mode', cell.unitMode)),
    leaf(t('needs.state'), heard ? !aborted : null, code('unit', cell.unitState))]);
}

/** @param robots of the cell; null in the past, of which nobody recorded them */
export function needs(cell, robots) {
  const tools = cell.equipment.tools.map(one => leaf(one.id, one.inCalibration, t(one.inCalibration ? 'needs.calibrated' : 'needs.not-calibrated')));
  const links = (robots || []).map(one => leaf(one.id, one.connected, code('session', one.session)));
  return branch(cell.step ? t('needs.step', cell) : cell.operation ? t('needs.operation', cell) : t('needs.next'), [
    leaf(t('needs.hold'), cell.holds.length === 0, cell.holds.length ? {said: cell.holds.join('; ')} : t('needs.none')),
    unit(cell), stops(cell.equipment), interlocks(cell.equipment), ...(links.length ? [branch(t('cell.robots'), links)] : []), ...(tools.length ? [branch(t('cell.tools'), tools)] : [])]);
}

const text = words => (words.said ? said(words.said) : words.written ? written(words.written) : words);

function item({words, good, value, since, firstOut, below}) {
  return el('li', {class: (good === false ? 'bad' : '') + (firstOut ? ' first-out' : '')},
    el('span', {class: 'need'}, `${SIGNS[good]} `, text(words), value ? ': ' : '', value ? el('b', {}, text(value)) : '', since ? el('small', {}, ' ' + t('needs.since', {at: when(since)})) : '', firstOut ? el('strong', {class: 'mark'}, '❶ ' + t('alarms.first-out')) : ''),
    below.length ? el('ul', {}, ...below.map(item)) : '');
}

export const tree = root => el('ul', {class: 'needs'}, item(root));
