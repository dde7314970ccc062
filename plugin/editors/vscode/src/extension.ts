// Starts the server, and shows what it says of the draft in front.
import * as vscode from 'vscode';
import { DidChangeConfigurationNotification, LanguageClient, ServerOptions } from 'vscode-languageclient/node';
import { Painter } from './paint';
import { Painted, Sources } from './protocol';
import { Report } from './report';
import { SourceTree } from './tree';

const LANGUAGES = ['plaintext', 'markdown'];
const PAUSE = 150; // milliseconds after a change, until what stands beside the text is asked for anew

class Desk implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private all = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly painter = new Painter();
  private readonly tree = new SourceTree();
  private readonly report = new Report();
  private readonly status = vscode.window.createStatusBarItem('onrecord.score', vscode.StatusBarAlignment.Right, 90);
  private readonly held: vscode.Disposable[] = [this.painter, this.report, this.status];

  constructor() {
    this.status.name = 'Sourcing';
    this.status.command = 'onrecord.report';
    this.held.push(
      vscode.window.registerTreeDataProvider('onrecord.sources', this.tree),
      vscode.commands.registerCommand('onrecord.report', () => this.showReport()),
      vscode.commands.registerCommand('onrecord.showReport', (uri?: string) => this.showReport(uri)),
      vscode.commands.registerCommand('onrecord.showAll', () => this.toggleAll()),
      vscode.commands.registerCommand('onrecord.restart', () => this.restart()),
      vscode.window.onDidChangeActiveTextEditor(() => this.soon()),
      vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document === vscode.window.activeTextEditor?.document) {
          this.soon();
        }
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('onrecord.command')) {
          void this.restart();
        } else if (event.affectsConfiguration('onrecord')) {
          this.soon();
        }
      }),
    );
  }

  async start(): Promise<void> {
    const [command, ...args] = vscode.workspace.getConfiguration('onrecord').get<string[]>('command', ['onrecord', 'lsp']);
    const server: ServerOptions = { command, args };
    this.client = new LanguageClient('onrecord', 'onrecord', server, {
      documentSelector: LANGUAGES.flatMap(language => [{ language, scheme: 'file' }, { language, scheme: 'untitled' }]),
      middleware: {
        workspace: {
          // While all is shown, the server is told so in place of what the settings say.
          configuration: async (params, token, next) => {
            const given = await next(params, token);
            return Array.isArray(given) && this.all ? given.map(one => ({ ...one, show: 'hint', inlayHints: true })) : given;
          },
        },
        // The lens and the commands of actions come here; the rest of them the server does.
      },
    });
    try {
      await this.client.start();
    } catch (problem) {
      void vscode.window.showErrorMessage(
        `onrecord: “${command}” does not start. Install it, or name it in the setting onrecord.command. ${problem}`);
      return;
    }
    this.soon();
  }

  private async restart(): Promise<void> {
    await this.client?.dispose();
    await this.start();
  }

  private draft(): vscode.TextEditor | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && LANGUAGES.includes(editor.document.languageId) ? editor : undefined;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async ask<T>(method: string, document: vscode.TextDocument): Promise<T | null> {
    const client = this.client;
    if (!client?.isRunning()) {
      return null;
    }
    try {
      return await client.sendRequest<T | null>(method,
        { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } });
    } catch {
      return null; // the text has changed meanwhile, and is asked about again
    }
  }

  private async refresh(): Promise<void> {
    const editor = this.draft();
    void vscode.commands.executeCommand('setContext', 'onrecord.draft', editor !== undefined);
    if (!editor || !this.client?.isRunning()) {
      this.status.hide();
      return;
    }
    const { document } = editor;
    const colors = vscode.workspace.getConfiguration('onrecord').get<boolean>('colors', true);
    const painted = colors ? await this.ask<{ ranges: Painted[]; version: number }>('onrecord/ranges', document) : null;
    if (!painted || painted.version === document.version) {
      this.painter.draw(editor, painted?.ranges ?? []);
    }
    const sources = await this.ask<Sources>('onrecord/sources', document);
    this.tree.show(document.uri, sources);
    this.showScore(sources);
    await this.report.refresh(this.client, document.uri);
  }

  private showScore(sources: Sources | null): void {
    if (!sources) {
      this.status.hide();
      return;
    }
    this.status.text = `$(quote) ${sources.score === null ? 'Sourcing' : `${sources.score}/100`}${sources.band ? ` ${sources.band}` : ''}`;
    this.status.tooltip = sources.line;
    this.status.show();
  }

  private async showReport(uri?: string): Promise<void> {
    const which = uri ? vscode.Uri.parse(uri) : this.draft()?.document.uri;
    if (which && this.client?.isRunning()) {
      await this.report.open(this.client, which);
    }
  }

  private async toggleAll(): Promise<void> {
    this.all = !this.all;
    await this.client?.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  /** For tests. */
  seen(): { score: string; sources: string[]; all: boolean } {
    return { score: this.status.text, sources: this.tree.getChildren().map(node => node.source.label), all: this.all };
  }

  async stop(): Promise<void> {
    await this.client?.dispose();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.held.forEach(one => one.dispose());
  }
}

let desk: Desk | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<Desk> {
  desk = new Desk();
  context.subscriptions.push(desk);
  await desk.start();
  return desk;
}

export async function deactivate(): Promise<void> {
  await desk?.stop();
}
