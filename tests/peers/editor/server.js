// The language server as an editor sees it: texts are opened, and what it says of them is asked for. Nothing is written.
"use strict";

const { spawn } = require("node:child_process");
const { pathToFileURL } = require("node:url");
const rpc = require("vscode-jsonrpc/node");

const SETTINGS = {
  yaml: { schemaStore: { enable: false }, kubernetesCRDStore: { enable: false }, validate: true, hover: true, completion: true },
  http: {},
};
const ABLE = {
  workspace: { configuration: true },
  textDocument: {
    completion: { completionItem: { documentationFormat: ["markdown"] } },
    hover: { contentFormat: ["markdown"] },
  },
};

class Server {
  constructor(process, connection) {
    Object.assign(this, { process, connection, waiting: new Map(), number: 0 });
  }

  /** Starts the server; `root` is the folder that the editor has open. */
  static async start(root) {
    const program = require.resolve("yaml-language-server/bin/yaml-language-server");
    const child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const reader = new rpc.StreamMessageReader(child.stdout);
    const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(child.stdin));
    const server = new Server(child, connection);
    connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => SETTINGS[section] ?? {}));
    connection.onRequest("client/registerCapability", () => null);
    connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
      server.waiting.get(uri)?.(diagnostics);
      server.waiting.delete(uri);
    });
    connection.listen();
    const rootUri = pathToFileURL(root).href;
    const folders = [{ uri: rootUri, name: "root" }];
    await connection.sendRequest("initialize", { processId: process.pid, rootUri, workspaceFolders: folders, capabilities: ABLE });
    await connection.sendNotification("initialized", {});
    await connection.sendNotification("workspace/didChangeConfiguration", { settings: SETTINGS });
    return server;
  }

  /** Opens a text as if it were the file at `path`; gives what is wrong with it. */
  async open(path, text) {
    const uri = pathToFileURL(path).href;
    const told = new Promise((resolve) => this.waiting.set(uri, resolve));
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    return told;
  }

  /** Entries of the list that the editor shows at a position. */
  async complete(path, position) {
    const answer = await this.ask("completion", path, position);
    return answer?.items ?? answer ?? [];
  }

  /** Text of the box that the editor shows at a position. */
  async hover(path, position) {
    return (await this.ask("hover", path, position))?.contents?.value ?? "";
  }

  ask(what, path, position) {
    const textDocument = { uri: pathToFileURL(path).href };
    return this.connection.sendRequest(`textDocument/${what}`, { textDocument, position });
  }

  stop() {
    this.connection.dispose();
    this.process.kill();
  }
}

module.exports = { Server };
