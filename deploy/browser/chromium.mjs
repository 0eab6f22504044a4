// Mortise's pages in Debian's Chromium, for tests: one browser, one fresh context a test.
import {mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import assert from 'node:assert/strict';
import {chromium} from 'playwright-core';

export const URL = process.env.MORTISE_URL;
const PICTURES = process.env.MORTISE_PICTURES;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Generous: two cores may be shared with other work. */
export const PATIENCE_MS = 30000;
export const SIZES = [{width: 1280, height: 800}, {width: 1920, height: 1080}];

mkdirSync(PICTURES, {recursive: true});
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']});
export const closed = () => browser.close();

/** Shuts the page's ears when a test says so: what an operator sees whose picture is older than the plant. */
const EARS = () => {
  const listen = EventSource.prototype.addEventListener;
  EventSource.prototype.addEventListener = function (type, hear) {
    if (type === 'plant') window.hears = hear; // a test may speak for the server
    listen.call(this, type, event => { if (!window.deaf) hear(event); });
  };
};

/** A page that may speak to nobody but the controller and may not complain. */
export async function open(path, options = {}) {
  const context = await browser.newContext({viewport: SIZES[0], ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.faults = [];
  page.on('pageerror', failure => page.faults.push(failure.message));
  page.on('console', message => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) page.faults.push(message.text()); });
  page.on('request', request => { if (!request.url().startsWith(URL + '/') && !request.url().startsWith('data:')) page.faults.push('asked ' + request.url()); });
  await page.addInitScript(EARS);
  if (options.flat) await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
  if (options.clock) await page.clock.install();
  for (const [address, answer] of Object.entries(options.answers || {})) await page.route(address, answer);
  await page.goto(URL + path);
  await (options.answers ? page.locator('#plant:not(:empty), #log-in:not([hidden])') : page.locator('#plant').filter({hasText: /./})).first().waitFor();
  return page;
}

/** Ends a page; it must have had nothing to complain of. */
export async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

/** What the line above says came of an act. */
export async function reply(page, text) {
  await page.locator('#reply', {hasText: text}).waitFor().catch(async () => assert.fail(`"${text}" was not said, but "${await page.locator('#reply').textContent()}"`));
}

export const rackOf = (plant, id) => plant.racks.find(one => one.id === id);
export const cellOf = (plant, id) => plant.cells.find(one => one.id === id);

export const picture = (page, name) => page.screenshot({path: `${PICTURES}/${name}.png`});

/** Rules of WCAG 2.1 A and AA that the page breaks, contrast among them. */
export async function broken(page) {
  await page.addScriptTag({path: AXE});
  return page.evaluate(async () => {
    const found = await window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']});
    return found.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', ')}`);
  });
}

/** Somebody else at another panel. */
export async function elsewhere(path, body) {
  const answer = await fetch(URL + '/api/v1/' + path, {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mortise-By': 'somebody else'}, body: JSON.stringify(body || {})});
  return answer.json();
}

/** Asks until the plant is so. */
export async function until(what, looks) {
  const end = Date.now() + 12 * PATIENCE_MS;
  for (;;) {
    const plant = await (await fetch(URL + '/api/v1/plant')).json();
    const found = looks(plant);
    if (found) return found;
    if (Date.now() > end) throw new Error(`never: ${what}; racks: ${JSON.stringify(plant.racks.map(one => [one.id, one.place, one.why]))}`);
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
