// Opens code-server in Chromium, waits for the tests that run inside it, and takes a picture of the window.
//   page.mjs CHROMIUM PORT FOLDER EXTENSION PICTURE
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const [executablePath, port, folder, extension, picture] = process.argv.slice(2);
const remote = path => `vscode-remote://127.0.0.1:${port}${path}`;
const payload = JSON.stringify([
  ['extensionDevelopmentPath', remote(extension)], ['extensionTestsPath', remote(`${extension}/test.js`)]]);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
// The test asks for the picture by what it logs.
await page.exposeFunction('codeAutomationLog', async (type, args) => {
  const said = args.map(String).join(' ');
  if (said.includes('PICTURE NOW')) {
    await page.screenshot({ path: picture });
  }
  console.log(type, said);
});
await page.exposeFunction('codeAutomationExit', code => console.log('ended with', code));
await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`);
// Not until the exit is told: drafts that are not saved hold it back.
for (let i = 0; i < 360 && !existsSync(process.env.RESULTS); i++) {
  await pause(500);
}
await browser.close();
