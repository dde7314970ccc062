// The sources of the draft in front, and below each what it says.
import * as vscode from 'vscode';
import { Range } from 'vscode-languageclient/node';
import { Attribution, Source, Sources } from './protocol';

const ICONS: Record<string, string> = {
  named: 'person', unnamed: 'question', spokesperson: 'megaphone', organization: 'organization', collective: 'organization',
  document: 'file-text', media: 'radio-tower', self: 'edit',
};
const COLORS: Record<string, string> = {
  named: 'named', unnamed: 'unnamed', spokesperson: 'body', organization: 'body', collective: 'body', document: 'document', media: 'document',
};

type Node = { source: Source; attribution?: Attribution };

function reveal(uri: vscode.Uri, range: Range): vscode.Command {
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  return { command: 'vscode.open', title: 'Go there', arguments: [uri, { selection, preserveFocus: true }] };
}

export class SourceTree implements vscode.TreeDataProvider<Node> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private uri: vscode.Uri | undefined;
  private sources: Source[] = [];

  show(uri: vscode.Uri | undefined, answer: Sources | null): void {
    this.uri = uri;
    this.sources = answer?.sources ?? [];
    this.changed.fire();
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return this.sources.map(source => ({ source }));
    }
    return node.attribution ? [] : node.source.attributions.map(attribution => ({ source: node.source, attribution }));
  }

  getTreeItem({ source, attribution }: Node): vscode.TreeItem {
    const item = attribution
      ? new vscode.TreeItem(attribution.text, vscode.TreeItemCollapsibleState.None)
      : new vscode.TreeItem(source.label, vscode.TreeItemCollapsibleState.Collapsed);
    if (attribution) {
      item.description = `${attribution.mode}, line ${attribution.range.start.line + 1}`;
      item.id = `${source.id}.${attribution.id}`;
    } else {
      const score = source.score === null ? '' : `${Math.round(source.score)} · `;
      item.description = score + source.told;
      item.tooltip = `${source.label}\n${source.told}`;
      item.iconPath = new vscode.ThemeIcon(ICONS[source.class] ?? 'circle-outline',
        COLORS[source.class] ? new vscode.ThemeColor(`onrecord.${COLORS[source.class]}`) : undefined);
      item.id = `${source.id}`;
    }
    if (this.uri) {
      item.command = reveal(this.uri, (attribution ?? source).range);
    }
    return item;
  }
}
