// The server's own requests, as plugin/lsp/README.md has them.
import { Range } from 'vscode-languageclient/node';

export interface Painted {
  range: Range;
  type: string;
  modifiers: string[];
}

export interface Attribution {
  id: number;
  range: Range;
  text: string;
  mode: string;
}

export interface Source {
  id: number;
  label: string;
  range: Range;
  class: string;
  told: string;
  score: number | null;
  mentions: Range[];
  attributions: Attribution[];
}

export interface Sources {
  version: number;
  line: string;
  score: number | null;
  band: string | null;
  sources: Source[];
}
