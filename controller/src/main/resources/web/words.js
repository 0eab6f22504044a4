// The words of the pages, in the language of whoever reads them. What the server says as a code is looked up here; its sentences stay as they are.
const KEPT = 'mortise-language';
const RETRY_MS = 1000;
/** The language of the server's own sentences. */
export const SERVER = 'en';
let languages = {};
let chosen = '';
let messages = {};
let plurals = null;
let changed = () => {};

const primary = tag => tag.toLowerCase().split('-')[0];

async function read(name) {
  const response = await fetch(`/messages/${name}`);
  if (!response.ok) throw new Error(`/messages/${name}: ${response.status}`);
  return response.json();
}

function kept() {
  try { return localStorage.getItem(KEPT); } catch (failure) { return null; } // a browser may keep nothing
}

function keep(language) {
  try { localStorage.setItem(KEPT, language); } catch (failure) { /* then it is chosen anew each time */ }
}

/** Chosen here before, else the first that the browser asks for and that there is, else English. */
function wanted() {
  return [kept() || '', ...navigator.languages.map(primary)].find(one => Object.hasOwn(languages, one)) || SERVER;
}

async function speak(language) {
  messages = await read(language + '.json');
  chosen = language;
  plurals = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  paint();
}

/** What stands on the page as long as it is open: an element names its words. */
export function paint() {
  document.querySelectorAll('[data-word]').forEach(node => { node.textContent = t(node.dataset.word); });
  document.querySelectorAll('[data-label]').forEach(node => { node.setAttribute('aria-label', t(node.dataset.label)); });
}

export const language = () => chosen;

/** The browser's own form of the language, so that a date is as its owner writes it. */
const locale = () => navigator.languages.find(one => primary(one) === chosen) || chosen;

/** A message, its {placeholders} filled in. */
export function t(key, values = {}) {
  return (messages[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));
}

/** A message about so many; each language has the forms that it needs, and {@code other} always. */
export function count(key, number, values = {}) {
  const form = `${key}.${plurals.select(number)}`;
  return t(Object.hasOwn(messages, form) ? form : `${key}.other`, {count: number, ...values});
}

/** What a code of the server means; one that is newer than this page is shown as it is. */
export const code = (family, word) => messages[`${family}.${word}`] ?? String(word).replaceAll('_', ' ').toLowerCase();

/** Every code of a family that has words. */
export const codes = family => Object.keys(messages).filter(key => key.startsWith(family + '.')).map(key => key.slice(family.length + 1));

export const time = at => new Date(at).toLocaleTimeString(locale());
/** A day without a time of day, as {@code 2026-10-01}. */
export const day = at => new Date(at + 'T12:00').toLocaleDateString(locale());
export const moment = at => new Date(at).toLocaleString(locale());
const INSTANT = {dateStyle: 'medium', timeStyle: 'medium'};
export const instant = at => new Date(at).toLocaleString(locale(), INSTANT);
/** To a thousandth of a second, which stands behind the seconds in every language, not behind PM. */
export const exactly = at => new Intl.DateTimeFormat(locale(), INSTANT).formatToParts(at)
  .map(({type, value}) => (type === 'second' ? value + decimal(at % 1000 / 1000, 3).slice(1) : value)).join('');
export const decimal = (value, digits) => value.toLocaleString(locale(), {minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false});
export const figure = value => value.toLocaleString(locale(), {maximumSignificantDigits: 4, useGrouping: false});

/** Fills the choice of languages; what is given draws everything again. */
export function begin(draws) {
  changed = draws;
  const select = document.getElementById('language');
  select.replaceChildren(...Object.entries(languages).map(([tag, name]) => {
    const option = document.createElement('option');
    Object.assign(option, {value: tag, lang: tag, textContent: name, selected: tag === chosen});
    return option;
  }));
  select.addEventListener('change', async () => {
    try {
      await speak(select.value);
      keep(chosen);
    } catch (failure) {
      select.value = chosen; // the stale mark says that the server is not heard
    }
    changed();
  });
}

// Nothing is drawn before its words are there: whoever imports this waits.
while (!chosen) {
  try {
    languages = await read('languages.json');
    await speak(wanted());
  } catch (failure) {
    await new Promise(resolve => setTimeout(resolve, RETRY_MS));
  }
}
