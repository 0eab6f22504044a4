import {after, test} from 'node:test';
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {SIZES, URL, broken, cellOf as cell, close, closed, elsewhere, open, picture, rackOf as rack, reply, until} from './chromium.mjs';

after(closed);
// One after the other on one plant. Its only rack has asked a question; the cell before its leak test, which finds a leak, is held.
const evidenced = () => until('a rack with evidence', plant => plant.racks.find(one => one.valid > 3));

test('a question stands before the person with few facts, and the answer is followed until it is taken', async () => {
  const {question} = await until('a question', plant => plant.questions.length && {question: plant.questions[0]});
  const page = await open('/');
  const card = page.locator('.question').first();
  await card.waitFor();
  const facts = await card.locator('li').allTextContents();
  assert.ok(facts.length <= 14, 'facts: ' + facts.length);
  assert.ok(facts.every(fact => !/\d\.\d{5,}/.test(fact)), 'no figure is longer than a person reads: ' + facts.join('; '));
  assert.equal(await page.locator('#cells').evaluate(cells => cells.getBoundingClientRect().top < innerHeight), true, 'the line is still on the screen');
  await picture(page, 'question');
  await page.locator(`[id="answer-${question.id}-retry"]`).click();
  await reply(page, '✓ ' + question.id + ': answered: retry');
  await close(page);
});

test('a waiver is proposed on the page with a reason, refused to whoever proposed it, and granted by another', async () => {
  await until('the bus bar failed', plant => plant.questions.some(one => one.id === 'R-0001-mount-bus-bar-2'));
  const page = await open('/#/rack/R-0001/mount-bus-bar');
  await page.fill('#waiver-reason', 'the first screw is only a spare');
  await page.click('#waiver-do');
  await reply(page, '✓ R-0001: waiver proposed');
  await page.locator('#waiver-do', {hasText: 'Grant'}).click();
  await page.locator('#reply.refused', {hasText: '✖ refused: '}).waitFor();
  await elsewhere('racks/R-0001/grant-waiver', {operation: 'mount-bus-bar'});
  await page.locator('#evidence', {hasText: 'waived by page and somebody else because the first screw is only a spare'}).waitFor();
  await picture(page, 'waived');
  await close(page);
});

test('every page says that nobody is asked who they are, and that the equipment is simulated', async () => {
  for (const path of ['/', '/#/cell/TRAY-A', '/#/alarms', '/#/orders']) {
    const page = await open(path);
    await page.locator('#open', {hasText: 'OPEN: NOBODY IS ASKED WHO THEY ARE'}).waitFor();
    await page.locator('#simulated', {hasText: 'SIMULATED EQUIPMENT'}).waitFor();
    await close(page);
  }
});

test('every page fits its screen, breaks no rule of accessibility, and asks nobody but the controller', async () => {
  const {id} = await evidenced();
  const pages = {line: '/', cell: '/#/cell/TRAY-A', alarms: '/#/alarms', orders: '/#/orders', floor: '/#/floor', oee: '/#/oee', rack: '/#/rack/' + id, 'rack with evidence': `/#/rack/${id}/mount-frame`, record: '/#/record/' + id};
  for (const [name, path] of Object.entries(pages)) {
    for (const size of SIZES) {
      const page = await open(path, {viewport: size, bypassCSP: true}); // for axe alone: what the policy allows has a test of its own
      if (name === 'oee') await page.locator('#oee-parts').waitFor();
      if (name.startsWith('rack')) await page.locator('.op').nth(10).waitFor();
      if (name === 'record') await page.locator('.as-built .operation').first().waitFor();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} is ${wide} px wider than ${size.width}`);
      assert.deepEqual(await broken(page), [], `${name} at ${size.width}`);
      await picture(page, `${name.replaceAll(' ', '-')}-${size.width}`);
      await close(page);
    }
  }
});

/** Words that stand on the page and come neither from a message file nor from the plant: what is left when a language has other letters than ours. */
const foreign = (page, known) => page.evaluate(names => {
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), left = [];
  const rest = text => { const less = text.replace(/⟦[^⟦⟧]*⟧/g, ' '); return less === text ? text : rest(less); }; // a message may stand in a message
  const own = (text, where) => { for (const word of rest(text).match(/[A-Za-z][a-z]{2,}(?![\w-])/g) || []) if (!names.includes(word)) left.push(`${word} in ${where}`); };
  for (let node = all.nextNode(); node; node = all.nextNode()) {
    const at = node.parentElement;
    if (at.checkVisibility() && !at.closest('body [lang]') && !at.closest('svg')) own(node.textContent, at.id || at.className || at.tagName);
  }
  for (const at of document.body.querySelectorAll('[aria-label]')) own(at.getAttribute('aria-label'), 'the label of ' + (at.id || at.tagName));
  return left;
}, known);

const PAGES = {line: '/#/', cell: '/#/cell/CABLE-A', robots: '/#/cell/TRAY-A', alarms: '/#/alarms', orders: '/#/orders', floor: '/#/floor', oee: '/#/oee', rack: '/#/rack/R-0001/mount-bus-bar', record: '/#/record/R-0001'};

test('whose browser asks for German reads German, and is told which sentences are English; another language is chosen on the page and kept', async () => {
  for (const size of SIZES) {
    const page = await open('/', {locale: 'de-AT', viewport: size, bypassCSP: true});
    assert.equal(await page.getAttribute('html', 'lang'), 'de');
    assert.equal((await page.locator('#pages').textContent()).trim(), 'Linie Halle Aufträge OEE');
    await page.locator('#cell-CABLE-A .state', {hasText: 'GEHALTEN'}).waitFor();
    assert.match(await page.locator('#cell-CABLE-A .why [lang=en]').textContent(), /until the pages are ready for it/);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(URL + path);
      if (name === 'rack') await page.locator('#evidence details').first().waitFor();
      if (name === 'oee') await page.locator('#oee-parts').waitFor();
      if (name === 'record') await page.locator('.as-built .operation').first().waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} in German is wider than ${size.width}`);
      assert.deepEqual(await broken(page), [], `${name} in German at ${size.width}`);
      await picture(page, `de-${name}-${size.width}`);
    }
    await close(page);
  }
  const page = await open('/#/cell/CABLE-A', {locale: 'de-DE'});
  await page.locator('#cell-why .kind', {hasText: 'gehalten'}).waitFor();
  assert.equal(await page.locator('#act-unhold').textContent(), 'Halt aufheben');
  assert.equal(await page.locator('#not-hold').textContent(), 'wird gehalten');
  await page.goto(URL + '/#/alarms');
  assert.equal(await page.locator('[id="acknowledge-CABLE-A.HELD"]').textContent(), 'Quittieren…');
  await page.goto(URL + '/#/orders');
  await page.locator('#wish-type option').first().waitFor({state: 'attached'});
  await page.fill('#wish-rack', 'R-0001');
  await page.click('#wish-do');
  await page.locator('#reply.refused', {hasText: '✖ abgelehnt: '}).waitFor();
  assert.equal(await page.locator('#reply [lang=en]').textContent(), 'serial R-0001 is used already');
  await page.selectOption('#language', 'en');
  await page.locator('#pages', {hasText: 'Orders'}).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await page.locator('#wish-do', {hasText: 'Order the rack'}).waitFor();
  await page.reload();
  await page.locator('#pages', {hasText: 'Orders'}).waitFor();
  assert.equal(await page.getAttribute('html', 'lang'), 'en', 'the choice is kept');
  await close(page);
});

test('no page has a word that its message file has not', async () => {
  const marked = async route => { const words = await (await route.fetch()).json(); await route.fulfill({json: Object.fromEntries(Object.entries(words).map(([key, word]) => [key, `⟦${word}⟧`]))}); };
  const names = new Set(['Mortise', 'min']); // units are the same in every language
  for (const path of ['plant', 'robots', 'orders', 'floor', 'racks/R-0001/record', 'cells/CABLE-A/trends']) {
    JSON.stringify(await (await fetch(`${URL}/api/v1/${path}`)).json(), (key, value) => { if (typeof value === 'string' && !value.includes(' ')) value.split(/[^A-Za-z]/).forEach(word => names.add(word)); return value; });
  }
  const page = await open('/', {locale: 'de-DE', answers: {'**/messages/de.json': marked}});
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(URL + path);
    if (name === 'rack') await page.locator('#evidence details').first().waitFor();
    if (name === 'floor') await page.locator('#floor-rows tr').first().waitFor({state: 'attached'});
    if (name === 'oee') await page.locator('#oee-parts').waitFor();
    if (name === 'record') await page.locator('.as-built .operation').first().waitFor();
    assert.deepEqual(await foreign(page, [...names]), [], name);
  }
  await page.click('#look-back');
  await page.locator('#past-mark').waitFor();
  assert.deepEqual(await foreign(page, [...names]), [], 'the past');
  await close(page);
});

test('a rack and a cell tell what happened when, with how long it took and why it waited', async () => {
  const page = await open('/#/rack/R-0001');
  await page.locator('#timeline tr.notable', {hasText: 'mount-bus-bar in FRAME-A NOK (torque-low)'}).first().waitFor();
  await page.locator('#timeline', {hasText: 'waiver of mount-bus-bar, attempt 2: the first screw is only a spare (page) granted by somebody else'}).waitFor();
  await page.locator('#timeline', {hasText: 'enters the line to'}).waitFor();
  await page.locator('#timeline tr', {hasText: 'wait'}).filter({hasText: 'QUESTION_OPEN'}).first().waitFor();
  await page.goto(URL + '/#/cell/CABLE-A');
  await page.locator('#timeline tr.notable', {hasText: 'held: until the pages are ready for it'}).first().waitFor();
  await page.locator('#timeline-section').scrollIntoViewIfNeeded();
  await picture(page, 'timeline');
  await close(page);
});

test('a page that looks back shows what was shown then, says that it is the past, and nothing can be done on it', async () => {
  const before = await (await fetch(URL + '/api/v1/plant')).json();
  for (const size of SIZES) {
    const page = await open('/#/cell/CABLE-A', {viewport: size, bypassCSP: true});
    await page.click('#look-back');
    await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
    await page.fill('#past-when', await page.evaluate(at => new Date(new Date(at).getTime() - new Date(at).getTimezoneOffset() * 60000).toISOString().slice(0, 23), before.at));
    await page.locator('#past-when').dispatchEvent('change');
    await page.locator('#cell-head', {hasText: 'until the pages are ready for it'}).waitFor();
    assert.equal(await page.locator('.acts button:not([disabled]):visible').count(), 0, 'a button that acts in the past');
    assert.match(await page.locator('#not-unhold').textContent(), /this is the past/);
    assert.deepEqual(await broken(page), [], 'the past at ' + size.width);
    await picture(page, 'past-cell-' + size.width);
    await page.goto(URL + '/#/');
    await page.locator('#cell-CABLE-A').waitFor();
    assert.equal(await page.locator('#order').isDisabled(), true);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the bar fits');
    await picture(page, 'past-line-' + size.width);
    await page.click('#past-live');
    await page.locator('#past').waitFor({state: 'hidden'});
    assert.equal(await page.locator('#order').isDisabled(), false, 'now is now');
    await close(page);
  }
  const refused = await fetch(URL + '/api/v1/cells/CABLE-A/unhold', {method: 'POST', headers: {'Content-Type': 'application/json', 'X-Mortise-At': before.at}, body: '{}'});
  assert.equal(refused.status, 409);
  assert.match((await refused.json()).detail, /the page shows the past/);
});

/** Somebody who looks back types an instant. */
async function look(page, instant) {
  await page.fill('#past-when', await page.evaluate(at => new Date(new Date(at).getTime() - new Date(at).getTimezoneOffset() * 60000).toISOString().slice(0, 23), instant));
  await page.locator('#past-when').dispatchEvent('change');
}

test('the instant of the past has its thousandths behind the seconds, as each language writes them', async () => {
  for (const [locale, says] of [['en-US', /THE PAST \w{3} \d+, \d{4}, \d+:\d\d:\d\d\.\d{3}\s[AP]M – nothing/], ['de-DE', /\d\d\.\d\d\.\d{4}, \d\d:\d\d:\d\d,\d{3} – /]]) {
    const page = await open('/', {locale});
    await page.click('#look-back');
    await page.locator('#past-at', {hasText: /\d/}).waitFor();
    assert.match(await page.locator('#past-mark').textContent(), says);
    await close(page);
  }
});

test('whatever a page of the past asks for, it asks for the instant that it shows, though no picture follows', async () => {
  const begins = new Date(rack(await (await fetch(URL + '/api/v1/plant')).json(), 'R-0001').wanted.ordered.at).getTime();
  const early = new Date(begins + (Date.now() - begins) / 3).toISOString(), late = new Date(begins + (Date.now() - begins) / 2).toISOString();
  for (const [path, ...addresses] of [['rack/R-0001', 'racks/R-0001/record', 'timeline/R-0001'], ['cell/TRAY-A', 'cells/TRAY-A/trends', 'timeline/TRAY-A'], ['orders', 'orders'], ['oee', 'oee'], ['alarms', 'alarms/history'], ['floor', 'floor/racks', 'floor/robots']]) {
    const page = await open('/#/' + path);
    await page.click('#look-back');
    await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
    for (const at of [early, late]) { // one directly after the other
      const second = encodeURIComponent(at.slice(0, 19)); // alarms are asked for until the millisecond after
      const answers = addresses.map(address => page.waitForResponse(answer => answer.url().startsWith(`${URL}/api/v1/${address}?`) && answer.url().includes(second)));
      await look(page, at);
      for (const answer of await Promise.all(answers)) assert.equal(answer.status(), 200, answer.url());
    }
    if (path.startsWith('rack')) {
      const valid = (await (await fetch(`${URL}/api/v1/racks/R-0001/record?at=${late}`)).json()).operations.filter(one => one.validity === 'VALID').length;
      await page.waitForFunction(count => document.querySelectorAll('#rack-plan .op.VALID').length === count, valid);
      assert.match(await page.locator('#rack-json').getAttribute('href'), /at=20/);
    }
    assert.equal(await page.locator('main button:not([disabled]):visible').evaluateAll(all => all.filter(one => /hold|abort|clear|answer|abandon|priority|acknowledge|confirm-|shelve|wish-do|waive/.test(one.id)).length), 0, 'what acts is disabled on ' + path);
    await close(page);
  }
});

test('the past is stepped from change to change and played, and an instant of which nothing is known is refused with the reason', async () => {
  const page = await open('/');
  await page.click('#look-back');
  await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
  const at = () => page.locator('#past-at').textContent();
  const other = before => page.waitForFunction(text => document.getElementById('past-at').textContent !== text, before);
  const first = await at();
  await page.click('#past-previous');
  await other(first);
  const second = await at();
  await page.click('#past-previous');
  await other(second);
  const third = await at();
  await page.click('#past-next');
  await other(third);
  const begins = new Date((await (await fetch(URL + '/api/v1/past?at=' + new Date().toISOString())).json()).begins).getTime();
  const when = millis => page.evaluate(value => { const field = document.getElementById('past-when'); field.focus(); field.value = new Date(value - new Date(value).getTimezoneOffset() * 60000).toISOString().slice(0, 23); field.dispatchEvent(new Event('change')); }, millis);
  await when(begins - 3600000);
  await page.locator('#past-why', {hasText: 'before the first instant that was recorded'}).waitFor();
  await when(begins + 100);
  await page.locator('#past-why').filter({hasText: /^$/}).waitFor({state: 'attached'});
  await page.selectOption('#past-speed', '10');
  const begun = await at();
  await page.click('#past-play');
  await other(begun);
  await page.click('#past-play');
  await page.locator('#past-play', {hasText: 'Play'}).waitFor();
  await close(page);
});

const somebody = (role, acts) => route => route.fulfill({json: {name: 'anna', role, acts, access: 'login'}});

test('who may only look has no button that acts, and is told why', async () => {
  const answers = {'**/api/v1/me': somebody('viewer', ['READ', 'REQUEST_STOP'])};
  const page = await open('/', {answers});
  await page.locator('#order').waitFor();
  assert.equal(await page.locator('#order').isDisabled(), true);
  assert.equal(await page.locator('#not-order').textContent(), 'not for the role viewer');
  await page.goto(URL + '/#/cell/CABLE-A');
  await page.locator('#not-unhold', {hasText: 'not for the role viewer'}).waitFor();
  assert.equal(await page.locator('#act-unhold').isDisabled(), true);
  assert.equal(await page.locator('#act-abort').isDisabled(), false, 'everybody may request a stop');
  assert.equal(await page.locator('#me').textContent(), 'anna · viewer');
  await picture(page, 'viewer');
  await close(page);
});

test('the log-in page says why it lets nobody in, shows nothing of the plant before, and goes on where the address is', async () => {
  let inside = false;
  const problem = detail => ({status: 401, contentType: 'application/problem+json', body: JSON.stringify({detail})});
  const answers = {
    '**/api/v1/me': route => inside ? somebody('operator', ['READ', 'REQUEST_STOP', 'RUN'])(route) : route.fulfill(problem('nobody is logged in')),
    '**/api/v1/login': route => { inside = route.request().postDataJSON().password === 'right'; return inside ? somebody('operator', ['READ', 'REQUEST_STOP', 'RUN'])(route) : route.fulfill(problem('name or password is wrong')); }};
  const page = await open('/#/cell/CABLE-A', {answers, bypassCSP: true});
  assert.equal(await page.locator('main').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'name');
  assert.deepEqual(await broken(page), [], 'the log-in');
  await picture(page, 'log-in');
  await page.keyboard.type('anna');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await page.locator('#log-in-why', {hasText: '✖ name or password is wrong'}).waitFor();
  await page.keyboard.type('right');
  await page.keyboard.press('Enter');
  await page.locator('#cell-head', {hasText: 'CABLE-A'}).waitFor();
  assert.equal(await page.locator('#log-in').isVisible(), false);
  await close(page);
});

test('a hold takes a reason and shows that it was stored and that the cell is held', async () => {
  const page = await open('/#/cell/BURN-2');
  await page.click('#act-hold');
  await page.fill('#reason', 'looks odd');
  await page.click('#confirm');
  await reply(page, '✓ BURN-2: held');
  await page.locator('#cell-head', {hasText: 'looks odd'}).waitFor();
  assert.match(cell(await until('it is held', plant => cell(plant, 'BURN-2').holds.length && plant), 'BURN-2').holds[0], /looks odd/);
  await picture(page, 'held');
  await page.click('#act-unhold');
  await reply(page, '✓ BURN-2: not held any more');
  await close(page);
});

test('a hold can be given with the keyboard alone, and Escape does nothing', async () => {
  const page = await open('/#/cell/CART-A');
  await page.focus('#act-hold');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'reason');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#confirming').isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'act-hold');
  await page.keyboard.press('Enter');
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  await reply(page, '✓ CART-A: held');
  assert.equal(cell(await until('it is held', plant => plant), 'CART-A').holds.length, 1, 'Escape held nothing');
  await elsewhere('cells/CART-A/unhold');
  await close(page);
});

test('an abort takes two steps; clear leaves it and releases what held the cell', async () => {
  const page = await open('/#/cell/FINISH-A');
  await page.click('#act-abort');
  assert.equal(cell(await until('the plant', plant => plant), 'FINISH-A').unitState.startsWith('ABORT'), false, 'one step aborts nothing');
  await page.fill('#reason', 'a label hangs');
  await page.click('#confirm');
  await reply(page, '✓ FINISH-A: unit is ABORT');
  assert.equal(await page.locator('#act-abort').isDisabled(), true, 'an aborted unit offers no abort');
  assert.equal(await page.locator('#not-abort').textContent(), 'it is aborted');
  await page.click('#act-clear');
  await until('it is cleared', plant => !cell(plant, 'FINISH-A').unitState.startsWith('ABORT') && !cell(plant, 'FINISH-A').holds.length);
  await page.locator('#act-hold:enabled').waitFor();
  await close(page);
});

test('a refusal is shown with the reason that the controller gives', async () => {
  await elsewhere('cells/BURN-1/abort', {reason: 'for the test'});
  await until('it is aborted', plant => cell(plant, 'BURN-1').unitState === 'ABORTED');
  const page = await open('/#/cell/BURN-1');
  await page.locator('#act-clear:enabled').waitFor();
  await page.evaluate(() => { window.deaf = true; }); // its picture is older than what somebody else does now
  await elsewhere('cells/BURN-1/clear');
  await until('it is clear', plant => !cell(plant, 'BURN-1').unitState.startsWith('ABORT'));
  await page.click('#act-clear');
  await page.locator('#reply.refused', {hasText: '✖ refused: '}).waitFor();
  await picture(page, 'refused');
  await close(page);
});

test('silence is marked within two seconds, and not while pictures come once a second', async () => {
  const page = await open('/', {clock: true});
  await page.evaluate(() => { window.deaf = true; });
  await page.clock.runFor(1000);
  assert.equal(await page.locator('#stale').isVisible(), false, 'a picture a second is live');
  await page.clock.runFor(1000);
  assert.equal(await page.locator('#stale').isVisible(), true, 'two seconds of silence are not');
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('main')).filter), 'grayscale(1)');
  await picture(page, 'stale');
  await close(page);
});

test('a controller that stands still is marked, and the page is live again when it goes on', async () => {
  const page = await open('/');
  process.kill(+process.env.MORTISE_PID, 'SIGSTOP');
  try {
    await page.locator('#stale').waitFor();
  } finally {
    process.kill(+process.env.MORTISE_PID, 'SIGCONT');
  }
  await page.locator('#stale').waitFor({state: 'hidden'});
  await close(page);
});

test('a rack shows its plan, and an operation its evidence with the limits it was judged by', async () => {
  const {id} = await evidenced();
  const page = await open('/#/rack/' + id);
  await page.click('#op-audit-frame-torque');
  await page.locator('#evidence table tbody tr').first().waitFor();
  assert.match(await page.locator('#evidence').textContent(), /do 1 in FRAME-A: NOK \(torque-low\)/);
  assert.match(await page.locator('#evidence tr.bad').first().textContent(), /▲ 3\.06.*from 4\.6/);
  await close(page);
});

test('a cell shows what it measured with the limits, and what was outside of them', async () => {
  await evidenced();
  const page = await open('/#/cell/FRAME-A');
  const chart = page.locator('#cell-trends figure', {hasText: 'audit-frame-torque'}).filter({hasText: 'outside'}).first();
  await chart.waitFor();
  const said = (await (await fetch(URL + '/api/v1/cells/FRAME-A/trends')).json()).find(one => one.operation === 'audit-frame-torque' && one.points.some(point => !point.within));
  assert.ok(said.points.some(point => point.low !== null || point.high !== null));
  assert.equal(await chart.locator('.point.out').count(), said.points.filter(point => !point.within).length);
  await chart.scrollIntoViewIfNeeded();
  await picture(page, 'trends');
  await close(page);
});

test('the OEE page says what the time was used for and lost to with the reasons, and the parts add up to 100 %', async () => {
  await evidenced();
  const page = await open('/#/oee');
  const tenths = () => page.locator('#oee-parts .percent').allTextContents().then(all => all.reduce((sum, text) => sum + Math.round(parseFloat(text) * 10), 0));
  const held = page.locator('#oee-parts tr.WAITING', {hasText: 'held by a person'});
  await held.filter({hasText: 'CABLE-A: held by'}).filter({hasText: 'until the pages are ready for it'}).waitFor();
  await page.locator('#oee-parts tr.QUALITY', {hasText: 'audit-frame-torque: torque-low'}).waitFor();
  await page.locator('#oee-parts tr.GOOD', {hasText: 'good work'}).waitFor();
  assert.equal(await tenths(), 1000, 'of the line');
  assert.equal(await page.locator('#oee-whole').textContent(), '100.0 %');
  const bars = await page.locator('.used').evaluateAll(all => all.map(bar => [...bar.children].reduce((sum, part) => sum + parseFloat(part.style.width), 0)));
  assert.equal(bars.length, 12, 'the line, its ten cells and the transporter');
  assert.ok(bars.every(sum => Math.abs(sum - 100) < 0.01), `the bars are full: ${bars}`);
  await page.locator('.oee a', {hasText: 'CABLE-A'}).press('Enter');
  await page.locator('#oee-of', {hasText: 'CABLE-A'}).waitFor();
  await held.waitFor();
  assert.equal(await tenths(), 1000, 'of CABLE-A');
  await page.click('#oee-hour');
  await page.locator('#oee-hour[aria-pressed=true]').waitFor();
  await picture(page, 'oee-cell');
  await page.click('#look-back');
  await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
  await page.locator('#oee-parts').waitFor();
  assert.equal(await tenths(), 1000, 'of the past');
  await page.click('#past-live');
  await close(page);
});

test('an order on the page becomes a rack on the line', async () => {
  const page = await open('/');
  await page.click('#order');
  await reply(page, 'accepted: R-');
  const id = (await page.locator('#reply').textContent()).match(/R-\d+/)[0];
  await page.locator('#rack-' + id).waitFor();
  assert.ok(rack(await until('it is there', plant => rack(plant, id) && plant), id));
  await close(page);
});

test('a rack is ordered with a serial, a priority and not to start; its priority is changed, and it is given up in two steps', async () => {
  const page = await open('/#/orders');
  await page.locator('#wish-type option').first().waitFor({state: 'attached'});
  await page.fill('#wish-rack', 'R-WISH');
  await page.fill('#wish-priority', '-5');
  await page.check('#wish-store');
  await page.click('#wish-do');
  await reply(page, '✓ R-WISH: ordered; it may not start yet');
  const row = page.locator('#order-R-WISH');
  await row.filter({hasText: 'not allowed to start'}).filter({hasText: '-5'}).filter({hasText: 'page'}).waitFor();
  assert.equal(await page.locator('#order-revoke-start-R-WISH').count(), 0, 'what its state does not allow has no button');
  await page.click('#order-priority-R-WISH');
  await page.fill('#order-priority', '-9');
  await page.click('#order-do');
  await reply(page, '✓ R-WISH: has priority -9');
  assert.equal(rack(await until('its priority', plant => rack(plant, 'R-WISH').wanted.priority === -9 && plant), 'R-WISH').wanted.priority, -9);
  await picture(page, 'orders');
  await page.click('#order-abandon-R-WISH');
  assert.equal(rack(await until('the plant', plant => plant), 'R-WISH').wanted.abandoned, null, 'one step gives nothing up');
  await page.fill('#order-reason', 'the test is over');
  await page.click('#order-do');
  await reply(page, '✓ R-WISH: given up');
  await row.filter({hasText: '✖ aborted'}).waitFor();
  await close(page);
});

test('an order that the line does not take is refused with the reason', async () => {
  const page = await open('/#/orders');
  await page.locator('#wish-type option').first().waitFor({state: 'attached'});
  await page.fill('#wish-rack', 'R-0001');
  await page.click('#wish-do');
  await page.locator('#reply.refused', {hasText: 'serial R-0001 is used already'}).waitFor();
  await close(page);
});

/** What the floor draws, read back from the bodies that are drawn. */
const drawn = page => page.evaluate(() => document.querySelector('#floor-canvas').scene.state());

test('the floor draws each robot as its state says, and a part in a rack when its evidence is there', async () => {
  const page = await open('/#/floor');
  await page.waitForFunction(() => document.querySelector('#floor-canvas')?.scene?.state().racks['R-0001']);
  const {id} = await until('a rack with a part', plant => plant.racks.find(one => one.id === 'R-0001' && one.place && one.valid > 8));
  let said, shown;
  for (let tries = 0; tries < 40; tries++) {
    said = await (await fetch(URL + '/api/v1/robots')).json();
    await page.waitForTimeout(700);
    shown = (await drawn(page)).robots;
    const later = await (await fetch(URL + '/api/v1/robots')).json();
    said = said.filter((robot, index) => JSON.stringify(robot.joints) === JSON.stringify(later[index].joints)); // those that stood still meanwhile
    if (said.some(robot => robot.joints.some(value => Math.abs(value) > 0.1))) break;
  }
  for (const {id: robot, joints} of said) {
    joints.forEach((value, axis) => assert.ok(Math.abs(value - shown[robot].joints[axis]) < 1e-6, `${robot} axis ${axis} is drawn at ${shown[robot].joints[axis]}, the API says ${value}`));
  }
  assert.ok(said.some(robot => robot.joints.some(value => Math.abs(value) > 0.1)), 'a robot stood elsewhere than at zero');
  const slots = async () => (await (await fetch(URL + '/api/v1/floor/racks')).json()).find(one => one.id === id).slots;
  const full = Object.entries(await slots()).filter(([, state]) => state === 'VALID').map(([slot]) => slot);
  assert.ok(full.length > 0, 'a part is in');
  await page.waitForFunction(([rack, all]) => all.every(slot => document.querySelector('#floor-canvas').scene.state().racks[rack].slots.includes(slot)), [id, full]);
  const colours = await page.evaluate(() => {
    const canvas = document.querySelector('#floor-canvas'), flat = document.createElement('canvas');
    Object.assign(flat, {width: 200, height: 100});
    canvas.scene.draw();
    const pen = flat.getContext('2d');
    pen.drawImage(canvas, 0, 0, 200, 100);
    return new Set(new Uint32Array(pen.getImageData(0, 0, 200, 100).data.buffer)).size;
  });
  assert.ok(colours > 100, `a picture of ${colours} colours`);
  await picture(page, 'floor');
  await close(page);
});

test('the floor of the past shows racks where they stood then with what was in them, and robots as they stood', async () => {
  const then = (await (await fetch(URL + '/api/v1/plant')).json()).at;
  const said = async (what, at) => (await (await fetch(`${URL}/api/v1/floor/${what}?at=${at}`)).json());
  const page = await open('/#/floor');
  await page.waitForFunction(() => document.querySelector('#floor-canvas')?.scene?.state().racks['R-0001']);
  await page.click('#look-back');
  await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
  assert.equal(await page.locator('#floor-past').isVisible(), false);
  await look(page, then);
  const racks = await said('racks', then);
  await page.waitForFunction(all => {
    const drawn = document.querySelector('#floor-canvas').scene.state().racks;
    return Object.keys(drawn).length === all.length && all.every(rack => drawn[rack.id] && JSON.stringify(drawn[rack.id].slots.toSorted()) === JSON.stringify(Object.keys(rack.slots).filter(slot => rack.slots[slot] !== 'MISSING').toSorted()));
  }, racks);
  const stands = async at => {
    await look(page, at);
    const {robots, unknown} = await said('robots', at);
    assert.equal(unknown, '');
    await page.waitForFunction(all => {
      const drawn = document.querySelector('#floor-canvas').scene.state().robots;
      return all.every(robot => drawn[robot.id].drawn && robot.joints.every((joint, axis) => Math.abs(joint - drawn[robot.id].joints[axis]) < 1e-6));
    }, robots);
  };
  const begins = new Date((await (await fetch(`${URL}/api/v1/past?at=${then}`)).json()).begins).getTime(), end = new Date(then).getTime(), poses = new Map();
  for (let part = 1; part <= 100 && poses.size < 5; part++) {
    const at = new Date(begins + (end - begins) * part / 100).toISOString(), {robots = []} = await said('robots', at);
    if (robots.length) poses.set(JSON.stringify(robots.map(robot => robot.joints)), at);
  }
  for (const at of poses.values()) await stands(at);
  assert.ok(poses.size > 1, 'a robot stood elsewhere at another instant');
  await page.locator('#floor-text').evaluate(text => { text.open = true; });
  await page.locator('#floor-rows tr', {hasText: /HV-1: -?\d/}).first().waitFor();
  await picture(page, 'past-floor');
  await page.click('#past-live');
  await page.locator('#past').waitFor({state: 'hidden'});
  await close(page);
});

test('the floor of a past in which nobody recorded joints draws no robot, and says why', async () => {
  const unknown = "no robot's joints are known: nothing was recorded yet";
  const page = await open('/#/floor', {answers: {'**/api/v1/floor/robots?at=*': route => route.fulfill({json: {robots: [], unknown}})}});
  await page.waitForFunction(() => document.querySelector('#floor-canvas')?.scene?.state().racks['R-0001']);
  assert.equal(await page.locator('#floor-past').isVisible(), false);
  await page.click('#look-back');
  await page.locator('#floor-past', {hasText: unknown}).waitFor();
  assert.ok(Object.values((await drawn(page)).robots).every(robot => !robot.drawn), 'no robot is drawn');
  await page.locator('#floor-text').evaluate(text => { text.open = true; });
  await page.locator('#floor-rows tr', {hasText: 'not recorded'}).first().waitFor();
  await page.click('#past-live');
  await page.locator('#floor-past').waitFor({state: 'hidden'});
  await page.waitForFunction(() => Object.values(document.querySelector('#floor-canvas').scene.state().robots).every(robot => robot.drawn));
  await close(page);
});

test("the floor is drawn from the plant's model, of which Khronos' validator has nothing to say", async () => {
  const {validateBytes} = createRequire(import.meta.url)('gltf-validator');
  const answer = await fetch(URL + '/api/v1/floor.glb');
  assert.equal(answer.headers.get('content-type'), 'model/gltf-binary');
  const {issues, info} = await validateBytes(new Uint8Array(await answer.arrayBuffer()));
  assert.deepEqual(issues.messages, []);
  assert.equal(info.version, '2.0');
  const page = await open('/#/', {answers: {'**/api/v1/floor.glb': route => route.fulfill({status: 404, body: ''})}});
  await page.goto(URL + '/#/floor');
  await page.locator('#floor-flat', {hasText: 'could not be drawn: /api/v1/floor.glb: 404'}).waitFor();
  await page.locator('#floor-rows tr', {hasText: 'HV-1'}).waitFor();
  await close(page);
});

test('a cell that is held has a sign on the floor, and its label leads to its page with the keyboard', async () => {
  await elsewhere('cells/BURN-2/hold', {reason: 'to see it on the floor'});
  const page = await open('/#/floor');
  await page.locator('#floor-BURN-2', {hasText: '❚❚ HELD'}).waitFor();
  const [bodies, labels] = await page.evaluate(() => [document.querySelector('#floor-canvas').scene.state().cells,
    Object.fromEntries([...document.querySelectorAll('.tag[id][data-kind=place]')].map(tag => [tag.dataset.of, tag.classList.contains('troubled')]))]);
  assert.equal(bodies['BURN-2'], 'troubled');
  for (const [id, troubled] of Object.entries(labels)) assert.equal(bodies[id] === 'troubled', troubled, `${id} is drawn ${bodies[id] || 'grey'}, its label says otherwise`);
  await page.focus('#floor-BURN-2');
  await page.keyboard.press('Enter');
  await page.locator('#cell-head', {hasText: 'BURN-2'}).waitFor();
  await elsewhere('cells/BURN-2/unhold');
  await close(page);
});

test('without WebGL the floor is a sentence and a table', async () => {
  const page = await open('/#/', {flat: true});
  await page.goto(URL + '/#/floor');
  await page.locator('#floor-flat', {hasText: 'no WebGL'}).waitFor();
  await page.locator('#floor-rows tr', {hasText: 'HV-1'}).waitFor();
  await close(page);
});

test('an alarm is acknowledged with a comment, and its page says by whom', async () => {
  await until('the hold is an alarm', plant => plant.alarms.open.some(one => one.id === 'CABLE-A.HELD' && !one.acknowledged));
  const page = await open('/#/alarms');
  await page.click('[id="acknowledge-CABLE-A.HELD"]');
  await page.fill('#alarm-text', 'it waits for the test');
  await page.click('#alarm-do');
  await reply(page, '✓ CABLE-A.HELD: acknowledged');
  await page.locator('[id="alarm-CABLE-A.HELD"]', {hasText: 'it waits for the test'}).waitFor();
  await picture(page, 'alarms');
  await close(page);
});

test('a rack that goes back says which evidence is void and why', async () => {
  await until('all its trays are in', plant => /plug-cables is due/.test(JSON.stringify(rack(plant, 'R-0001').cause)));
  for (const id of ['TRAY-A', 'TRAY-B']) await elsewhere(`cells/${id}/hold`, {reason: 'so that the tray stays as it is'});
  await elsewhere('cells/CABLE-A/unhold'); // the next cell finds a coupling that leaks
  const {id} = await until('void evidence', plant => plant.racks.find(one => one.id === 'R-0001' && one.voided > 0));
  const page = await open('/#/rack/' + id);
  await page.locator('.op.VOID').first().waitFor();
  assert.match(await page.locator('.because').first().textContent(), /leak/);
  await page.locator('#rack-head', {hasText: 'TRAY'}).waitFor();
  await picture(page, 'void');
  await page.goto(URL + '/#/');
  await page.locator('#rack-R-0001 .remedies', {hasText: 'unhold'}).first().waitFor();
  await picture(page, 'waits');
  for (const cell of ['TRAY-A', 'TRAY-B']) await elsewhere(`cells/${cell}/unhold`);
  await close(page);
});

test('a rack is held on its page with a reason, and given up in two steps', async () => {
  const page = await open('/');
  await page.click('#order');
  await reply(page, 'accepted: R-');
  const id = (await page.locator('#reply').textContent()).match(/R-\d+/)[0];
  await page.goto(URL + '/#/rack/' + id);
  await page.click('#act-hold');
  await page.fill('#reason', 'quality looks at it');
  await page.click('#confirm');
  await reply(page, `✓ ${id}: held`);
  await until('the rack says so', plant => /quality looks at it/.test(JSON.stringify(rack(plant, id))));
  await page.click('#act-abandon');
  await page.fill('#reason', 'the test is over');
  await page.click('#confirm');
  await reply(page, `✓ ${id}: given up`);
  await close(page);
});

/** Chromium's own counts, when all that nobody refers to is gone. */
async function held(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const {metrics} = await session.send('Performance.getMetrics');
  await session.detach();
  return Object.fromEntries(metrics.filter(one => ['Nodes', 'JSEventListeners', 'JSHeapUsedSize'].includes(one.name)).map(one => [one.name, one.value]));
}

test('a page that was open for long holds no more than one that was just opened, and draws as quickly', async () => {
  for (const path of ['/#/', '/#/cell/TRAY-A', '/#/orders', '/#/alarms']) {
    const page = await open(path);
    await page.evaluate(() => { window.deaf = true; }); // what the server says meanwhile would be counted, too
    // five pictures a second of a plant where something changes with each, a page's clock with them
    const hear = many => page.evaluate(async count => {
      const plant = await (await fetch('/api/v1/plant')).json(), robots = await (await fetch('/api/v1/robots')).json();
      window.then ??= Date.now();
      Date.now = () => window.then;
      const began = performance.now();
      for (let i = 0; i < count; i++) {
        window.then += 200;
        plant.at = new Date(window.then).toISOString();
        plant.cells.forEach((cell, index) => { cell.unitState = (i + index) % 7 ? 'EXECUTE' : 'IDLE'; cell.step = 'step ' + i % 50; });
        plant.racks.forEach(rack => { rack.valid = i % (rack.total + 1); });
        robots.forEach(robot => { robot.forceNewtons = i % 300; });
        window.hears({data: JSON.stringify({plant, robots})});
        if (i % 100 === 99) await new Promise(resolve => setTimeout(resolve, 0));
      }
      return (performance.now() - began) / count;
    }, many);
    await hear(1000); // its trends are as long as they get
    const first = await hear(300), before = await held(page);
    await hear(4000);
    const last = await hear(300), after = await held(page);
    const ratios = Object.fromEntries(Object.keys(before).map(name => [name, after[name] / before[name]]));
    console.log(`# ${path} after 5600 pictures: ${JSON.stringify(before)} then ${JSON.stringify(after)}, ${first.toFixed(2)} and ${last.toFixed(2)} ms a picture`);
    for (const [name, ratio] of Object.entries(ratios)) assert.ok(ratio < 1.3, `${path} ${name}: ${before[name]} after 1300 pictures, ${after[name]} after 5600`);
    assert.ok(last < 3 * first, `${path}: ${first} ms a picture, then ${last}`);
    await close(page);
  }
});

test('a hundred pages at once are all kept live', async () => {
  const end = new AbortController();
  const pictures = await Promise.all(Array.from({length: 99}, async () => {
    const stream = await fetch(URL + '/api/v1/events', {signal: end.signal, headers: {Accept: 'text/event-stream'}});
    let seen = 0;
    for await (const piece of stream.body.pipeThrough(new TextDecoderStream())) {
      seen += (piece.match(/^event: ?plant/gm) || []).length;
      if (seen >= 5) return seen;
    }
    return seen;
  }));
  assert.ok(pictures.every(seen => seen >= 5), 'pictures: ' + pictures.join(' '));
  const page = await open('/');
  await page.locator('#cell-TRAY-A').waitFor();
  assert.equal(await page.locator('#stale').isVisible(), false);
  end.abort();
  await close(page);
});

test('the policy of the pages lets no script and no style in from elsewhere', async () => {
  const policy = (await fetch(URL + '/')).headers.get('content-security-policy');
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
});
