// The report beside the editor: the page that the program makes.
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

export class Report implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private uri: vscode.Uri | undefined;

  async open(client: LanguageClient, uri: vscode.Uri): Promise<void> {
    this.uri = uri;
    if (!this.panel) {
      this.panel = vscode.window.createWebviewPanel('onrecord.report', 'Sourcing',
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true, localResourceRoots: [] });
      this.panel.onDidDispose(() => { this.panel = undefined; });
    }
    await this.refresh(client, uri);
  }

  /** Fills an open report anew after its draft has changed. */
  async refresh(client: LanguageClient, uri: vscode.Uri): Promise<void> {
    if (!this.panel || this.uri?.toString() !== uri.toString()) {
      return;
    }
    const answer = await client.sendRequest<{ content: string } | null>('onrecord/report',
      { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) }, format: 'html' });
    if (answer && this.panel) {
      this.panel.title = `Sourcing: ${vscode.workspace.asRelativePath(uri)}`;
      this.panel.webview.html = answer.content;
    }
  }

  dispose(): void {
    this.panel?.dispose();
  }
}
