import {after, test} from 'node:test';
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {SIZES, URL, broken, cellOf, close, closed, elsewhere, open, picture, rackOf, reply, until} from './chromium.mjs';

after(closed);
// What people do on the pages, each at both sizes, with mouse, keyboard or finger. After pages.test.mjs, on the same plant.
const at = size => `at ${size.width}x${size.height}`;
const now = async path => (await fetch(`${URL}/api/v1/${path}`)).json();

for (const viewport of SIZES) {
  test(`a cell is held, released, aborted, cleared and slowed down on its page ${at(viewport)}`, async () => {
    const page = await open('/#/cell/CART-A', {viewport});
    await page.click('#act-hold');
    await page.fill('#reason', 'the gripper is changed');
    await page.click('#confirm');
    await reply(page, '✓ CART-A: held');
    await page.click('#act-unhold');
    await reply(page, '✓ CART-A: not held any more');
    await page.click('#act-abort');
    await page.locator('#confirming button', {hasText: 'Do nothing'}).click();
    assert.equal(cellOf(await now('plant'), 'CART-A').holds.length, 0, 'who does nothing aborts nothing');
    await page.click('#act-abort');
    await page.fill('#reason', 'a label hangs');
    await page.click('#confirm');
    await reply(page, '✓ CART-A: unit is ABORT');
    await page.locator('#act-clear:enabled').click();
    await reply(page, '✓ CART-A: unit is');
    for (const percent of ['40', '100']) {
      await page.click('#act-speed');
      await page.fill('#reason', percent);
      await page.click('#confirm');
      await reply(page, `✓ CART-A: speed is ${percent} %`);
      await page.locator('#cell-head', {hasText: `${percent} %`}).waitFor();
      assert.equal(cellOf(await now('plant'), 'CART-A').speedPercent, Number(percent));
    }
    await close(page);
  });

  test(`a rack is let in and not, held and released, in its row and on its page ${at(viewport)}`, async () => {
    const id = 'R-ACTS-' + viewport.width;
    await elsewhere('cells/AMR-1/hold', {reason: 'so that no rack enters'});
    const page = await open('/#/orders', {viewport});
    await page.locator('#wish-type option').first().waitFor({state: 'attached'});
    await page.fill('#wish-rack', id);
    await page.check('#wish-store');
    await page.click('#wish-do');
    await reply(page, `✓ ${id}: ordered; it may not start yet`);
    const row = verb => page.locator(`#order-${verb}-${id}`);
    await row('start').click();
    await reply(page, `✓ ${id}: may start`);
    await row('revoke-start').click();
    await reply(page, `✓ ${id}: may not start`);
    await row('hold').click();
    await page.fill('#order-reason', 'quality looks at it');
    await page.click('#order-do');
    await reply(page, `✓ ${id}: held`);
    await row('unhold').click();
    await reply(page, `✓ ${id}: not held any more`);
    await row('abandon').click();
    await page.locator('#order-asks button', {hasText: 'Do nothing'}).click();
    await page.goto(`${URL}/#/rack/${id}`);
    for (const [verb, said] of [['start', 'may start'], ['revoke-start', 'may not start']]) {
      await page.locator(`#act-${verb}:enabled`).click();
      await reply(page, `✓ ${id}: ${said}`);
    }
    await page.locator('#act-hold:enabled').click();
    await page.fill('#reason', 'quality looks again');
    await page.click('#confirm');
    await reply(page, `✓ ${id}: held`);
    await page.locator('#act-unhold:enabled').click();
    await reply(page, `✓ ${id}: not held any more`);
    await elsewhere(`racks/${id}/abandon`, {reason: 'the test is over'});
    await page.locator('#not-hold', {hasText: 'it is given up'}).waitFor();
    await elsewhere('cells/AMR-1/unhold');
    await close(page);
  });

  test(`an alarm is shelved for a time with a reason, is in no one's way meanwhile, and is taken back ${at(viewport)}`, async () => {
    await elsewhere('cells/BURN-2/hold', {reason: 'for its alarm'});
    await until('it is an alarm', plant => plant.alarms.open.some(one => one.id === 'BURN-2.HELD' && one.active && !one.shelf));
    const page = await open('/#/alarms', {viewport});
    const alarm = page.locator('[id="alarm-BURN-2.HELD"]');
    await page.click('[id="shelve-BURN-2.HELD"]');
    assert.equal(await page.inputValue('#alarm-minutes'), '30');
    await page.check('#alarm-gone');
    assert.equal(await page.isDisabled('#alarm-minutes'), true, 'it ends with its cause');
    await page.uncheck('#alarm-gone');
    await page.check('#alarm-gone');
    assert.equal(await page.isDisabled('#alarm-minutes'), true, 'until it is gone it needs no minutes');
    await page.uncheck('#alarm-gone');
    await page.fill('#alarm-minutes', '481');
    await page.fill('#alarm-text', 'until the technician comes');
    await page.click('#alarm-do');
    assert.equal(await page.locator('#alarm-asks').isVisible(), true, 'nobody shelves for longer than a shift');
    await page.fill('#alarm-minutes', '45');
    await page.click('#alarm-do');
    await reply(page, '✓ BURN-2.HELD: shelved');
    await alarm.filter({hasText: 'shelved'}).filter({hasText: 'until the technician comes'}).filter({hasText: 'its cause stands'}).waitFor();
    const {shelf, state} = (await now('plant')).alarms.open.find(one => one.id === 'BURN-2.HELD');
    assert.equal(state, 'SHELVED');
    assert.ok(Math.abs(new Date(shelf.until) - Date.now() - 45 * 60000) < 60000, `until ${shelf.until}`);
    await page.locator('#alarm-figures div', {hasText: 'Shelved'}).locator('dd', {hasText: '1'}).waitFor();
    await picture(page, 'shelved-' + viewport.width);
    await page.click('[id="unshelve-BURN-2.HELD"]');
    await reply(page, '✓ BURN-2.HELD: told again');
    await alarm.filter({hasText: 'shelved by'}).waitFor({state: 'detached'});
    await elsewhere('cells/BURN-2/unhold');
    await until('it has returned', plant => !plant.alarms.open.some(one => one.id === 'BURN-2.HELD' && one.active));
    await elsewhere('alarms/BURN-2.HELD/acknowledge', {comment: ''});
    await close(page);
  });

  test(`an alarm that is over is confirmed, not before, and is in the list until then ${at(viewport)}`, async () => {
    await elsewhere('cells/CART-A/abort', {reason: 'for its alarm'});
    await until('it is an alarm', plant => plant.alarms.open.some(one => one.id === 'CART-A.UNIT_ABORTED' && one.active));
    const page = await open('/#/alarms', {viewport});
    const alarm = page.locator('[id="alarm-CART-A.UNIT_ABORTED"]'), confirm = page.locator('[id="confirm-CART-A.UNIT_ABORTED"]');
    await alarm.filter({hasText: 'to be confirmed when it is over: it is known why it aborted'}).waitFor();
    await page.click('[id="acknowledge-CART-A.UNIT_ABORTED"]');
    await page.click('#alarm-do');
    await reply(page, '✓ CART-A.UNIT_ABORTED: acknowledged');
    await alarm.filter({hasText: 'acknowledged by'}).waitFor();
    assert.equal(await confirm.count(), 0, 'nothing is confirmed while it stands');
    await until('it can be cleared', plant => cellOf(plant, 'CART-A').unitState === 'ABORTED');
    await elsewhere('cells/CART-A/clear');
    await alarm.filter({hasText: 'is over, unconfirmed'}).waitFor();
    await confirm.click();
    await page.fill('#alarm-text', 'a label hung');
    await picture(page, 'confirmed-' + viewport.width);
    await page.click('#alarm-do');
    await reply(page, '✓ CART-A.UNIT_ABORTED: confirmed');
    await alarm.waitFor({state: 'detached'});
    const [last] = (await now('alarms/history?source=CART-A&kind=UNIT_ABORTED')).lines;
    assert.deepEqual([last.what, last.text], ['CONFIRMED', 'a label hung']);
    await close(page);
  });

  test(`every button can be reached and is hidden by nothing ${at(viewport)}`, async () => {
    const page = await open('/', {viewport});
    for (const path of ['/#/', '/#/cell/TRAY-A', '/#/alarms', '/#/orders', '/#/oee', '/#/floor', '/#/rack/R-0001/mount-bus-bar', '/#/record/R-0001']) {
      await page.goto(URL + path);
      if (path.includes('R-0001')) await page.locator('.op, .as-built').first().waitFor();
      if (path.endsWith('floor')) await page.locator('#floor-tools button').first().waitFor();
      const {count, hidden} = await page.evaluate(() => {
        const buttons = [...document.querySelectorAll('button:enabled, a.button, select')].filter(node => node.checkVisibility());
        const hit = node => { node.scrollIntoView({block: 'center'}); const box = node.getBoundingClientRect(); return node.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)); };
        return {count: buttons.length, hidden: buttons.filter(node => !hit(node)).map(node => node.id || node.textContent)};
      });
      assert.ok(count >= 2, `${path} has buttons`);
      assert.deepEqual(hidden, [], `${path} ${at(viewport)}`);
    }
    await close(page);
  });
}

test('the history of alarms is asked by source, kind and time, told page by page, and exported as a table', async () => {
  await until('alarms happened', plant => plant.alarms.figures.lastTenMinutes > 0 || plant.alarms.open.length);
  const page = await open('/#/alarms');
  const rows = page.locator('#past-rows tr');
  await rows.first().waitFor();
  await page.fill('#past-source', 'CABLE-A');
  await page.selectOption('#past-kind', 'HELD');
  await page.click('#past-show');
  await rows.filter({hasNotText: 'CABLE-A'}).first().waitFor({state: 'detached'});
  const told = (await now('alarms/history?source=CABLE-A&kind=HELD')).lines;
  assert.ok(told.length > 0);
  assert.equal(await rows.count(), told.length);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#past-export')]);
  assert.equal(file.suggestedFilename(), 'alarms.csv');
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  assert.equal(lines.length, told.length + 1, 'what is exported is what was asked for, and a line of names');
  assert.ok(lines.slice(1).every(line => line.includes('CABLE-A')));
  await page.fill('#past-to', '2020-01-01T00:00');
  await page.click('#past-show');
  await page.locator('#past-said', {hasText: 'nothing happened there'}).waitFor();
  await page.fill('#past-source', '');
  await page.fill('#past-to', '');
  await page.selectOption('#past-kind', '');
  await page.route('**/api/v1/alarms/history?*', async route => { const url = route.request().url(); await route.continue({url: url + (url.includes('limit=') ? '' : '&limit=2')}); });
  await page.click('#past-show');
  await page.waitForFunction(() => document.querySelectorAll('#past-rows tr').length === 2);
  await page.click('#past-older');
  await page.waitForFunction(() => document.querySelectorAll('#past-rows tr').length === 4);
  await close(page);
});

/** The server's picture with something else in it: what cannot be brought about in a simulated plant. */
async function told(page, change) {
  const plant = await now('plant'), robots = await now('robots');
  change(plant);
  await page.evaluate(picture => { window.deaf = true; window.hears({data: JSON.stringify(picture)}); }, {plant, robots});
}

test('each choice of a question says what follows from it, and is answered by its own button', async () => {
  const choices = [{word: 'retry', consequence: 'the operation is tried once more'}, {word: 'rework insert-compute-tray.C02', consequence: 'the tray is taken out and put in anew; what rests on it becomes void'},
    {word: 'not-done', consequence: 'it had no effect: it is sent again'}, {word: 'done', consequence: 'it took effect: the attempt ends without evidence'}];
  const answered = [];
  const answers = {'**/api/v1/questions/*/answer': async route => { answered.push(route.request().postDataJSON().choice); await route.fulfill({status: 202, json: {accepted: 'Q-1'}}); }};
  for (const viewport of SIZES) {
    const page = await open('/', {answers, viewport, bypassCSP: true});
    const asks = plant => { plant.questions = [{id: 'Q-1', subject: 'R-0001', text: 'How does it go on?', facts: ['leak at C02'], choices, needs: 'RUN', askedAt: plant.at}]; };
    for (const [index, {word, consequence}] of choices.entries()) {
      await told(page, asks);
      const line = page.locator('.choices > div').nth(index);
      assert.equal((await line.textContent()).trim(), `${word} ${consequence}`);
      await line.locator('button').click();
      await reply(page, 'Q-1');
      assert.equal(answered.at(-1), word);
    }
    assert.deepEqual(await broken(page), [], 'a question ' + at(viewport));
    await picture(page, 'choices-' + viewport.width);
    await close(page);
  }
});

test('a cell whose air fails says what it needs to go on as a tree, and marks what dropped first until all is well', async () => {
  const page = await open('/#/cell/ELEC-A', {bypassCSP: true});
  const locks = page.locator('.needs > li > ul > li', {hasText: 'Interlocks'});
  await locks.locator('> .need', {hasText: '✓ Interlocks: 2 of 2 satisfied'}).waitFor();
  await elsewhere('cells/ELEC-A/hold', {reason: 'nothing is broken off by the abort'});
  await until('nothing runs there', plant => cellOf(plant, 'ELEC-A').operation === '');
  await elsewhere('cells/ELEC-A/abort', {reason: 'its air is shut off'}); // robot-sim: air-loss
  await locks.locator('> .need', {hasText: '✖ Interlocks: 1 of 2 satisfied'}).waitFor();
  await locks.locator('li:not(.bad)', {hasText: 'air pressure'}).waitFor(); // it comes back first, and keeps its mark
  const told = cellOf(await now('plant'), 'ELEC-A').equipment.interlocks;
  assert.deepEqual(told.map(({name, satisfied, firstOut}) => ({name, satisfied, firstOut})), [{name: 'air pressure', satisfied: true, firstOut: true}, {name: 'fixture closed', satisfied: false, firstOut: false}]);
  assert.ok(new Date(told[0].since) > new Date(told[1].since), 'the air came back after the fixture had opened');
  for (const viewport of SIZES) {
    await page.setViewportSize(viewport);
    assert.match(await locks.locator('li').nth(0).textContent(), /✓ air pressure: satisfied since .*❶ first out/);
    assert.match(await locks.locator('li').nth(1).textContent(), /✖ fixture closed: not satisfied since /);
    assert.equal(await page.locator('.mark').count(), 1, 'one was first');
    assert.deepEqual(await broken(page), [], 'the tree ' + at(viewport));
    await page.locator('.needs').scrollIntoViewIfNeeded();
    await picture(page, 'first-out-' + viewport.width);
  }
  await elsewhere('cells/ELEC-A/clear');
  await locks.locator('> .need', {hasText: '✓ Interlocks: 2 of 2 satisfied'}).waitFor();
  assert.equal(await page.locator('.mark').count(), 0, 'all is well');
  await close(page);
});

test('the tree begins with the step in hand, and says since when a guard is open', async () => {
  const page = await open('/#/cell/LEAK-A');
  await told(page, plant => {
    const cell = cellOf(plant, 'LEAK-A');
    cell.operation = 'rack-leak-test';
    cell.step = 'decay';
    cell.equipment.protection.find(one => one.name === 'GUARD').satisfied = false;
    cell.equipment.protection.find(one => one.name === 'GUARD').since = new Date(Date.now() - 90000).toISOString();
  });
  await page.locator('.needs > li.bad > .need', {hasText: '✖ rack-leak-test, step decay'}).waitFor();
  await page.locator('.needs li.bad > .need', {hasText: / since /}).filter({hasText: /open/}).first().waitFor();
  await close(page);
});

test('an act that was accepted and whose state does not come is told as such, and so is its alarm', async () => {
  const page = await open('/#/cell/FINISH-A', {clock: true, answers: {'**/api/v1/cells/FINISH-A/abort': route => route.fulfill({status: 202, json: {accepted: 'FINISH-A'}})}});
  await page.click('#act-abort');
  await page.fill('#reason', 'for the test');
  await page.click('#confirm');
  await reply(page, 'FINISH-A');
  await page.clock.runFor(11000);
  await told(page, plant => {
    plant.alarms.figures.unacknowledged = 1;
    plant.alarms.open = [{...plant.alarms.open[0], id: 'FINISH-A.DISCREPANCY', source: 'FINISH-A', kind: 'DISCREPANCY', priority: 'MEDIUM', state: 'UNACKNOWLEDGED_ACTIVE', active: true, firstOut: true, times: 1,
      text: 'its unit was asked to ABORT and has not begun to within 5 s: it is IDLE', remedy: 'look at the cell', raisedAt: plant.at, returnedAt: null, acknowledged: null, shelf: null, suppressedBy: ''}];
  });
  await page.locator('#reply.refused', {hasText: 'FINISH-A: accepted, but the state has not changed within 10 s'}).waitFor();
  await page.locator('#alarms.MEDIUM', {hasText: 'FINISH-A: its unit was asked to ABORT'}).waitFor();
  await picture(page, 'discrepancy');
  await close(page);
});

test('the black box of the last bad motion is on its cell\'s page as a plot, with a link to it alone', async () => {
  await until('all trays are in, one after a push that was too hard', plant => rackOf(plant, 'R-0001').valid > 15);
  const kept = (await now('blackboxes')).find(one => one.reason === 'overforce');
  const page = await open('/#/cell/' + (await now('plant')).cells.find(one => one.equipment.robots.includes(kept.robot)).id);
  const plot = page.locator('.blackbox img');
  await plot.waitFor();
  await page.locator('.blackbox', {hasText: kept.robot + ': overforce'}).filter({hasText: 'R-0001/insert-compute-tray.C01/1/insert'}).waitFor();
  await page.waitForFunction(() => { const drawn = document.querySelector('.blackbox img'); return drawn.complete && drawn.naturalWidth > 200; });
  await plot.scrollIntoViewIfNeeded();
  await picture(page, 'black-box');
  const alone = await fetch(URL + await page.locator('.blackbox a').getAttribute('href'));
  assert.match(alone.headers.get('content-type'), /svg/);
  await close(page);
});

/** As the manual has it under "Who may do what". */
const ROLES = {
  viewer: {acts: ['READ', 'REQUEST_STOP'], can: ['act-hold', 'act-abort']},
  operator: {acts: ['READ', 'REQUEST_STOP', 'RUN'], can: ['act-hold', 'act-abort', 'act-speed', 'order', 'wish-do', 'acknowledge', 'confirm', 'answer']},
  maintenance: {acts: ['READ', 'REQUEST_STOP', 'RUN', 'RESOLVE_DOUBT', 'WAIVE'], can: ['act-hold', 'act-abort', 'act-speed', 'order', 'wish-do', 'acknowledge', 'confirm', 'answer', 'doubt']},
  engineer: {acts: ['READ', 'REQUEST_STOP', 'WAIVE', 'KEEP_KEYS'], can: ['act-hold', 'act-abort']}};

test('each role has the buttons of what it may do, and the others say why not', async () => {
  const asked = (plant, needs, id) => ({id, subject: 'R-0001', text: 'How does it go on?', facts: [], choices: [{word: 'retry', consequence: 'again'}], needs, askedAt: plant.at});
  for (const [role, {acts, can}] of Object.entries(ROLES)) {
    const page = await open('/#/cell/TRAY-B', {answers: {'**/api/v1/me': route => route.fulfill({json: {name: 'anna', role, acts, access: 'login'}})}});
    const has = {}, look = async (name, button) => { await button.waitFor(); has[name] = await button.isEnabled(); };
    for (const verb of ['hold', 'abort', 'speed']) await look('act-' + verb, page.locator('#act-' + verb));
    if (!can.includes('act-speed')) assert.equal(await page.locator('#not-speed').textContent(), 'not for the role ' + role);
    await page.goto(URL + '/#/');
    await look('order', page.locator('#order'));
    await page.goto(URL + '/#/orders');
    await look('wish-do', page.locator('#wish-do'));
    await page.goto(URL + '/#/alarms');
    await page.locator('#alarm-rows tr').first().waitFor();
    await told(page, plant => {
      plant.questions = [asked(plant, 'RUN', 'Q-1'), asked(plant, 'RESOLVE_DOUBT', 'Q-2')];
      const held = {id: 'TRAY-B.HELD', source: 'TRAY-B', kind: 'HELD', priority: 'LOW', state: 'UNACKNOWLEDGED_ACTIVE', active: true, firstOut: true, times: 1, text: 'held', remedy: 'release it', raisedAt: plant.at, returnedAt: null, acknowledged: null, confirm: null, confirmed: null, shelf: null, suppressedBy: ''};
      const over = {...held, id: 'TRAY-B.UNIT_ABORTED', kind: 'UNIT_ABORTED', state: 'RETURNED_UNCONFIRMED', active: false, returnedAt: plant.at, acknowledged: {by: 'anna', comment: '', at: plant.at}, confirm: 'it is known why it aborted'};
      plant.alarms.open = [held, over];
    });
    await look('acknowledge', page.locator('[id="acknowledge-TRAY-B.HELD"]'));
    await look('confirm', page.locator('[id="confirm-TRAY-B.UNIT_ABORTED"]'));
    await look('answer', page.locator('[id="answer-Q-1-retry"]'));
    await look('doubt', page.locator('[id="answer-Q-2-retry"]'));
    assert.deepEqual(Object.keys(has).filter(name => has[name]), ['act-hold', 'act-abort', 'act-speed', 'order', 'wish-do', 'acknowledge', 'confirm', 'answer', 'doubt'].filter(name => can.includes(name)), role);
    await close(page);
  }
});

test('who logs out sees nothing of the plant any more', async () => {
  let inside = true;
  const answers = {
    '**/api/v1/me': route => inside ? route.fulfill({json: {name: 'anna', role: 'operator', acts: ['READ', 'REQUEST_STOP', 'RUN'], access: 'login'}}) : route.fulfill({status: 401, contentType: 'application/problem+json', body: '{"detail":"nobody is logged in"}'}),
    '**/api/v1/logout': route => { inside = false; return route.fulfill({json: {accepted: 'anna'}}); }};
  const page = await open('/#/cell/CABLE-A', {answers});
  await page.locator('#cell-head', {hasText: 'CABLE-A'}).waitFor();
  await page.click('#log-out');
  await page.locator('#log-in').waitFor();
  assert.equal(await page.locator('main').isVisible(), false);
  assert.equal(await page.locator('#cell-head').count(), 0);
  await close(page);
});

test('each window of the OEE can be chosen', async () => {
  const page = await open('/#/oee');
  for (const window of ['hour', 'shift', 'day', 'all']) {
    await page.click('#oee-' + window);
    await page.locator(`#oee-${window}[aria-pressed=true]`).waitFor();
    await page.locator('#oee-bars tr').nth(5).waitFor();
  }
  await close(page);
});

test('the as-built record is a document with every curve, printed on paper, and a file', async () => {
  await until('curves were measured', plant => rackOf(plant, 'R-0001').valid > 8);
  const page = await open('/#/rack/R-0001');
  await page.click('#to-record');
  await page.locator('.as-built .operation').first().waitFor();
  const record = await now('racks/R-0001/record');
  const steps = record.operations.flatMap(one => one.attempts.flatMap(attempt => attempt.steps));
  const curves = steps.filter(step => step.curve).length;
  assert.ok(curves > 0, 'there are curves');
  assert.equal(await page.locator('.as-built .chart').count(), curves);
  assert.equal(await page.locator('.as-built .step').count(), steps.length);
  assert.equal(await page.locator('.contents tbody tr').count(), record.operations.length);
  await picture(page, 'record');
  const pdf = (await page.pdf({preferCSSPageSize: true, printBackground: true})).toString('latin1');
  assert.ok((pdf.match(/\/Type \/Page\b/g) || []).length > 2, 'it has pages');
  assert.match(pdf, /\/MediaBox \[0 0 59[45]\.?\d* 84[12]/, 'of A4');
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('header').isVisible(), false, 'paper has no buttons');
  assert.equal(await page.locator('#record-print').isVisible(), false);
  await page.emulateMedia({media: null});
  let printed = false;
  await page.exposeFunction('onPaper', () => { printed = true; });
  await page.evaluate(() => { window.print = () => window.onPaper(); });
  await page.click('#record-print');
  await until('it was sent to the printer', () => printed);
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a.button', {hasText: 'JSON'}).click()]);
  assert.equal(file.suggestedFilename(), 'R-0001.json');
  assert.equal(JSON.parse(await readFile(await file.path(), 'utf8')).schema, 'mortise.as-built.v1');
  await page.click('#record-read');
  await page.locator('.as-built .operation').first().waitFor();
  await page.locator('a.button', {hasText: 'Text'}).click();
  await page.waitForURL(/format=text/);
  assert.match(await page.locator('body').textContent(), /R-0001/);
  await close(page);
});

/** Smallest sides in CSS px; WCAG 2.2 wants 24, a finger in a glove 44. A link in a sentence is as high as its line. */
const small = (page, least, which) => page.evaluate(([px, selector]) => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility()).map(node => [node.id || node.textContent.trim() || node.tagName, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < px || box.height < px).map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`), [least, which]);

test('a finger hits what it means: targets are large enough on every page, and acts work by touch', async () => {
  for (const viewport of SIZES) {
    const page = await open('/', {viewport, hasTouch: true});
    for (const path of ['/#/', '/#/cell/TRAY-A', '/#/alarms', '/#/orders', '/#/oee', '/#/floor', '/#/rack/R-0001/mount-bus-bar', '/#/record/R-0001']) {
      await page.goto(URL + path);
      if (path.includes('R-0001')) await page.locator('.op, .as-built').first().waitFor();
      assert.deepEqual(await small(page, 24, 'button, select, input, summary, a.button, a.op, nav a, .chip, h3 a, td a, .tag, #alarms'), [], path + ' ' + at(viewport));
      assert.deepEqual(await small(page, 44, '.acts button, .does button, .choices button, .confirm button, .wish button, a.button'), [], 'acts of ' + path);
    }
    await page.goto(URL + '/#/cell/CART-A');
    await page.locator('#act-hold:enabled').tap();
    await page.locator('#reason').tap();
    await page.keyboard.type('by finger');
    assert.deepEqual(await small(page, 44, '.confirm button, .confirm input'), []);
    await page.locator('#confirm').tap();
    await reply(page, '✓ CART-A: held');
    await page.locator('#act-unhold:enabled').tap();
    await reply(page, '✓ CART-A: not held any more');
    await page.locator('#pages a', {hasText: 'Orders'}).tap();
    await page.locator('#wish').waitFor();
    await page.locator('#alarms').tap();
    await page.locator('#alarm-rows').waitFor();
    await page.locator('#look-back').tap();
    await page.locator('#past-mark', {hasText: 'THE PAST'}).waitFor();
    assert.deepEqual(await small(page, 24, '#past button, #past select, #past input'), []);
    await page.locator('#past-live').tap();
    await close(page);
  }
});
