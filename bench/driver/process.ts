import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Case, Values } from '../cases/case';
import type { Contender } from './contender';

/** A contender in a process of its own, that answers a line of JSON with a line of JSON (bench/native/protocol.h). */
export class ProcessContender implements Contender {
  version = '';
  private readonly answers: AsyncIterator<string>;

  private constructor(
    readonly name: string,
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
  ) {
    this.answers = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  static async start(name: string, command: string, ...parameters: string[]): Promise<ProcessContender> {
    const process = spawn(command, parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
    const contender = new ProcessContender(name, process);
    contender.version = (await contender.ask<{ version: string }>({ do: 'introduce' })).version;
    return contender;
  }

  async prepare(test: Case): Promise<Values | null> {
    const answer = await this.ask<Values | { absent: true }>({ do: 'prepare', case: test });
    return 'absent' in answer ? null : answer;
  }

  async run(name: string, calls: number): Promise<number> {
    return (await this.ask<{ milliseconds: number }>({ do: 'run', name, calls })).milliseconds;
  }

  async close(): Promise<void> {
    this.process.stdin.end();
  }

  private async ask<Answer>(request: object): Promise<Answer> {
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`${this.name} stopped; what it said is above`);
    return JSON.parse(value) as Answer;
  }
}
