// Looks at pages in a browser: page.mjs CHROMIUM FOLDER. Prints one JSON object of problems by test.
import {existsSync, readFileSync} from 'node:fs'
import {chromium} from 'playwright-core'

const [executablePath, folder] = process.argv.slice(2)
const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
const browser = await chromium.launch({executablePath, args})
const told = {}

async function open(file, options = {}, work = async () => {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}, bypassCSP: true, ...options})
  const page = await context.newPage()
  const problems = []
  page.on('pageerror', error => problems.push(`${error}`))
  page.on('console', message => problems.push(message.text()))
  page.on('request', request => { if (!request.url().startsWith('file:')) problems.push(`asks for ${request.url()}`) })
  page.on('dialog', dialog => { problems.push(`says ${dialog.message()}`); dialog.dismiss() })
  await page.goto(`file://${folder}/${file}`)
  await work(page, problems)
  await context.close()
  return problems
}

const must = (problems, ok, what) => { if (!ok) problems.push(what) }

async function accessible(page, problems) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}))
  for (const v of found.violations)
    problems.push(`${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')}`)
  must(problems, found.passes.length > 10, 'axe looked at nothing')
}

const looks = {
  'wide, light': {}, 'wide, dark': {colorScheme: 'dark'},
  'phone, light': {viewport: {width: 390, height: 844}}, 'phone, dark': {viewport: {width: 390, height: 844}, colorScheme: 'dark'},
}
for (const [look, options] of Object.entries(looks)) {
  for (const file of look === 'wide, light' ? ['ordinary.html', 'hostile.html', 'several.html'] : ['ordinary.html'])
    told[`${file}, ${look}: nothing for axe to say`] = await open(file, options, accessible)
  told[`${look}: no line runs off the page`] = await open('hostile.html', options, async (page, problems) => {
    must(problems, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
  })
}

told['hostile text does nothing'] = await open('hostile.html', {}, async (page, problems) => {
  must(problems, await page.title() === 'Sourcing of hostile.md', `the title is ${await page.title()}`)
  for (const name of ['img', 'iframe', '.r > p b:not(.s)', '.r > p u:not(.k):not(.q)', 'body style', 'body script ~ script', 'p script'])
    must(problems, await page.locator(name).count() === 0, `there is a ${name}`)
  await page.$$eval('.f, .t, .n', all => all.forEach(e => e.remove()))
  const text = (await page.locator('.draft').textContent()).replace(/\s+/g, ' ')
  for (const part of ['</style></script><script>', 'document.title = "owned"', '</script> <img', `<img src=x onerror="document.title='owned'">`,
    'Ana <b>Ruiz</b>', '&lt;b&gt; ]]> <!--', 'U+202Ethe risk'])
    must(problems, text.includes(part), `the draft lacks ${part}`)
})

told['a source is chosen and let go by keyboard'] = await open('ordinary.html', {}, async (page, problems) => {
  const rows = () => page.locator('.r:not([hidden])').count()
  const all = await rows()
  const button = page.locator('.lab button').first()
  await button.focus()
  await page.keyboard.press('Enter')
  must(problems, await button.getAttribute('aria-pressed') === 'true', 'it is not pressed')
  must(problems, await rows() < all && await rows() > 0, `${await rows()} of ${all} rows are shown`)
  must(problems, /^\d+ paragraphs? with/.test(await page.locator('.chosen').textContent()), 'nobody is told')
  await page.keyboard.press('Escape')
  must(problems, await rows() === all, 'Escape does not let go')
  await page.keyboard.press('Space')
  await page.locator('.chosen button').focus()
  await page.keyboard.press('Enter')
  must(problems, await rows() === all, 'the whole draft does not come back')
  must(problems, await button.evaluate(b => b === document.activeElement), 'the focus is lost')
})

told['a link into a folded source unfolds it'] = await open('ordinary.html', {}, async (page, problems) => {
  await page.locator('.draft a.t').first().click()
  must(problems, await page.locator('.sources details[open]').count() === 1, 'it stays folded')
})

told['without its script the page reads the same'] = await open('ordinary.html', {javaScriptEnabled: false}, async (page, problems) => {
  must(problems, await page.locator('button').count() === 0, 'there are buttons that do nothing')
  must(problems, await page.locator('.sources .hint').isHidden(), 'it asks to choose')
  for (const part of ['.r > p', '.note', '.sum table', '.asked'])
    must(problems, await page.locator(part).first().isVisible(), `${part} is not to be seen`)
})

told['on paper nothing is folded'] = await open('ordinary.html', {javaScriptEnabled: false}, async (page, problems) => {
  await page.emulateMedia({media: 'print'})
  for (const part of ['.sources ol li', '.note details p', '.sources dd']) {
    const seen = await page.locator(part).first().boundingBox()
    must(problems, seen && seen.height > 5, `${part} is not printed`)
  }
})

told['several drafts are listed before the first'] = await open('several.html', {}, async (page, problems) => {
  const listed = await page.locator('nav a').allTextContents()
  must(problems, listed.join() === 'ordinary.txt,plain.txt,hostile.md', `listed are ${listed}`)
  await page.locator('nav a').nth(1).click()
  must(problems, await page.locator('#d2').isVisible(), 'the link leads nowhere')
})

// The history, where there is one: git may be missing.
if (existsSync(`${folder}/past.html`)) {
  for (const [look, options] of Object.entries(looks))
    told[`a history, ${look}: nothing for axe to say, no line off the page`] = await open('past.html', options, async (page, problems) => {
      await page.locator('.past summary').click()
      must(problems, await page.locator('.past td').first().isVisible(), 'the table stays folded')
      must(problems, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it scrolls sideways')
      await accessible(page, problems)
    })
  told['the history without the script, and on paper'] = await open('past.html', {javaScriptEnabled: false}, async (page, problems) => {
    must(problems, await page.locator('.past script').count() === 0, 'there is a script in it')
    must(problems, (await page.locator('.past svg').boundingBox()).height > 100, 'the line is not drawn')
    await page.emulateMedia({media: 'print'})
    const seen = await page.locator('.past td').last().boundingBox()
    must(problems, seen && seen.height > 5, 'the table is not printed')
    must(problems, (await page.locator('.past').textContent()).includes('<script>alert(1)</script>'), 'the subject is lost')
  })
}

told['notes do not cover each other'] = await open('ordinary.html', {}, async (page, problems) => {
  const boxes = await page.$$eval('.n', all => all.map(n => n.getBoundingClientRect()).map(b => [b.top, b.bottom]))
  boxes.forEach(([top], i) => must(problems, i === 0 || top >= boxes[i - 1][1], `note group ${i} begins within the one before`))
  must(problems, boxes.length > 1, 'there are no notes')
})

// How long the page of a long draft takes to open, and the work of its main thread in that, in milliseconds.
const context = await browser.newContext({viewport: {width: 1280, height: 900}})
const page = await context.newPage()
const session = await context.newCDPSession(page)
await session.send('Performance.enable', {timeDomain: 'threadTicks'})
await page.goto(`file://${folder}/long.html`)
const metrics = Object.fromEntries((await session.send('Performance.getMetrics')).metrics.map(m => [m.name, m.value]))
const opened = await page.evaluate(() => Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd))
console.log(JSON.stringify({told, opened, work: Math.round(1000 * metrics.TaskDuration)}))
await browser.close()
