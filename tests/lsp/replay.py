#!/usr/bin/env python3
"""
Replays session.jsonl with the client of pygls, which takes every answer apart by lsprotocol's types of the
protocol: what has the wrong shape fails. Each line is a message, or what to wait for; `least` is how many
things an answer holds at least.
"""
import asyncio
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

from house import Tap

WANTED = 'pygls==2.1.1'
SESSION = pathlib.Path(__file__).parent / 'session.jsonl'
PATIENCE = 30


def provide(folder):
    """Makes pygls importable, from the system or by pip into a folder. Returns why it is not, or None."""
    for attempt in range(2):
        try:
            importlib.import_module('pygls.lsp.client')
            return None
        except ImportError:
            if attempt:
                return 'pygls is not to be had'
        done = subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check',
                               '--target', folder, WANTED], capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            return f'{WANTED} is not installed, and pip cannot install it'
        sys.path.insert(0, folder)
        importlib.invalidate_caches()


def size(result):
    """Things in an answer."""
    if result is None:
        return 0
    for name in ('data', 'items', 'edits', 'document_changes'):
        if isinstance(getattr(result, name, None), (list, tuple)):
            return len(getattr(result, name))
    return len(result) if isinstance(result, (list, tuple)) else 1


class Replay:
    def __init__(self, client, types):
        self.client, self.types, self.published = client, types, asyncio.Queue()

    def params(self, method, value):
        kind = self.types.METHOD_TO_TYPES[method][2]
        return self.client.protocol._converter.structure(value, kind) if kind and value is not None else None

    async def published_for(self, step):
        while True:
            params = await asyncio.wait_for(self.published.get(), PATIENCE)
            if step.get('version') in (None, params.version):
                return params.diagnostics

    async def step(self, step):
        """One line of the session. Returns how many things came back; None for what has no answer."""
        if 'wait' in step:
            return size(await self.published_for(step))
        params = self.params(step['method'], step['params'])
        if 'least' not in step:
            self.client.protocol.notify(step['method'], params)
            return None
        return size(await asyncio.wait_for(self.client.protocol.send_request_async(step['method'], params), PATIENCE))


async def replay(program, tap):
    from lsprotocol import types
    from pygls.lsp.client import LanguageClient
    client, broken = LanguageClient('replay', '1'), []
    client.report_server_error = lambda error, source: broken.append(f'{source}: {error!r}')
    run = Replay(client, types)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params):
        run.published.put_nowait(params)

    @client.feature(types.WORKSPACE_CONFIGURATION)
    def _(params):
        return [None for _ in params.items]

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params):
        return None

    await client.start_io(str(program), 'lsp')
    for number, line in enumerate(SESSION.read_text(encoding='utf-8').splitlines(), 1):
        step, problems = json.loads(line), []
        try:
            came = await run.step(step)
            if came is not None and came < step['least']:
                problems = [f'{came} things came back, {step["least"]} are to']
        except Exception as problem:
            problems = [repr(problem)]
        if 'least' in step:
            tap.check(f'line {number}: {step.get("method") or "wait for " + step["wait"]}', problems + broken)
            broken.clear()
    await asyncio.wait_for(client._server.wait(), PATIENCE)
    tap.check('the server ends with 0', [] if client._server.returncode == 0 else [f'{client._server.returncode}'])
    await client.stop()


def main(program):
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        why = provide(folder)
        if why:
            tap.skip('a recorded session', why)
        else:
            asyncio.run(replay(program, tap))
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
