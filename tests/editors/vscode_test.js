// Run inside VS Code, where the editor's own interface is what is asked.
const vscode = require('vscode');
const fs = require('fs');

const results = [];

function tell(name, good, told) {
  results.push(`${good ? 'ok' : 'not ok'}\t${name}\t${good ? '' : JSON.stringify(told ?? '').replace(/\s+/g, ' ')}`);
}

async function wait(what) {
  for (let i = 0; i < 300; i++) {
    const seen = await what();
    if (seen) {
      return seen;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return undefined;
}

function at(document, words) {
  const offset = document.getText().indexOf(words);
  if (offset < 0) {
    throw new Error(`the draft lacks ${words}`);
  }
  return document.positionAt(offset + 1);
}

async function run() {
  const uri = vscode.Uri.file(process.env.DRAFT);
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const { document } = editor;
  const desk = await vscode.extensions.getExtension('onrecord.onrecord').activate();
  const found = () => vscode.languages.getDiagnostics(uri);
  const hints = () => found().filter(one => one.severity === vscode.DiagnosticSeverity.Hint);

  tell('findings arrive', await wait(() => found().some(one => JSON.stringify(one.code).includes('anonymous-no-reason'))), found());
  tell('hints are not shown', hints().length === 0, hints());
  tell('the status bar has the score', await wait(() => /\d+\/100/.test(desk.seen().score)), desk.seen());
  tell('the tree has the sources', await wait(() => desk.seen().sources.includes('Mayor Tom Baker')), desk.seen());

  await vscode.commands.executeCommand('onrecord.showAll');
  tell('one key shows all', await wait(() => hints().length > 0), found().length);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const inlay = await wait(async () => {
    const given = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, whole);
    return given?.length ? given : undefined;
  });
  tell('and who they are', inlay, inlay);
  await vscode.commands.executeCommand('onrecord.showAll');
  tell('and hides it again', await wait(() => hints().length === 0 && found().length > 0), found().length);

  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, at(document, 'familiar with'));
  const card = hovers.flatMap(one => one.contents.map(part => part.value ?? String(part))).join('\n');
  tell('hover shows the card of a source', card.includes('no reason given'), card);
  const lens = await vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 5);
  tell('the sourcing line stands above the draft', lens.some(one => one.command?.title.startsWith('Sourcing')), lens);
  const tokens = await vscode.commands.executeCommand('vscode.provideDocumentSemanticTokens', uri);
  tell('semantic tokens come', tokens?.data.length > 0, tokens);

  await vscode.commands.executeCommand('onrecord.report');
  const open = () => vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.label));
  tell('the report opens beside the draft', await wait(() => open().some(label => label.startsWith('Sourcing: '))), open());
  await vscode.commands.executeCommand('onrecord.sources.focus');
  await new Promise(resolve => setTimeout(resolve, 2500));
  console.log('PICTURE NOW');
  await new Promise(resolve => setTimeout(resolve, 2500));

  const edit = await vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, at(document, 'Baker denied'), 'Barker');
  await vscode.workspace.applyEdit(edit);
  const renamed = document.lineAt(4).text;
  tell('rename changes every mention outside quotations',
    renamed.startsWith('Mayor Tom Barker denied it') && renamed.includes('Barker told reporters'), renamed);

  const place = at(document, 'familiar with');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, new vscode.Range(place, place), undefined, 20);
  const waive = actions.find(one => one.title === 'Waive anonymous-no-reason in this paragraph, with a reason');
  if (waive?.edit) {
    await vscode.workspace.applyEdit(waive.edit);
  }
  tell('a fix that is chosen changes the draft', document.lineAt(2).text.includes('onrecord: ok anonymous-no-reason'),
    actions.map(one => one.title));
}

exports.run = async () => {
  try {
    await run();
  } catch (problem) {
    tell('no error', false, String(problem?.stack ?? problem));
  }
  fs.writeFileSync(process.env.RESULTS, results.join('\n') + '\n');
};
