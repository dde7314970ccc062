// Colours and lines under sources. Squiggles are the editor's for findings, so no line here is wavy; named and unnamed
// differ by weight, slant and line as well as by colour.
import * as vscode from 'vscode';
import { Painted } from './protocol';

const LOOKS: Record<string, vscode.DecorationRenderOptions> = {
  named: { fontWeight: 'bold', textDecoration: 'underline solid' },
  unnamed: { fontStyle: 'italic', textDecoration: 'underline dashed 2px' },
  body: {},
  document: { textDecoration: 'underline dotted' },
  quotation: {},
  unnamedQuotation: { fontStyle: 'italic' },
  cue: {},
};

const LOOK_OF: Record<string, string> = {
  quotation: 'quotation', cue: 'cue', sourceNamed: 'named', sourceUnnamed: 'unnamed', sourceSpokesperson: 'body',
  sourceOrganization: 'body', sourceCollective: 'body', sourceDocument: 'document', sourceMedia: 'document',
};

export class Painter implements vscode.Disposable {
  private readonly types = new Map<string, vscode.TextEditorDecorationType>();

  constructor() {
    for (const [name, look] of Object.entries(LOOKS)) {
      const color = new vscode.ThemeColor(`onrecord.${name}`);
      this.types.set(name, vscode.window.createTextEditorDecorationType({
        ...look, color, rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      }));
    }
  }

  /** Draws an editor afresh. */
  draw(editor: vscode.TextEditor, painted: Painted[]): void {
    const ranges = new Map<string, vscode.Range[]>([...this.types.keys()].map(name => [name, []]));
    for (const one of painted) {
      const plain = LOOK_OF[one.type];
      const look = plain === 'quotation' && one.modifiers.includes('unnamed') ? 'unnamedQuotation' : plain;
      const { start, end } = one.range;
      ranges.get(look)?.push(new vscode.Range(start.line, start.character, end.line, end.character));
    }
    for (const [name, type] of this.types) {
      editor.setDecorations(type, ranges.get(name) ?? []);
    }
  }

  dispose(): void {
    this.types.forEach(type => type.dispose());
  }
}
