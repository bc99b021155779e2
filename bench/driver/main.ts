// ./dev bench: measures, prints tables, and leaves JSON in build/bench. What is measured has been built before.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allCases } from '../cases/cases';
import type { Contender } from './contender';
import { circumstances, circumstancesText } from './machine';
import { fullEffort, measure, quickEffort, type CaseResult } from './measure';
import { arithmeticPace, nativeContenders } from './native';
import { projectPath } from './project';
import { caseTable, floorText, writeJson } from './report';

const { values: options } = parseArgs({
  options: {
    native: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    'end-to-end': { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    quick: { type: 'boolean', default: false },
  },
});

const model = projectPath('assets/models/digits.onnx');
const card = JSON.parse(readFileSync(projectPath('assets/models/digits.json'), 'utf8')) as { front_end: object };
const cases = allCases(model, card.front_end);
const effort = options.quick ? quickEffort : fullEffort;

/** Measures all cases and says what it found; `pace` is that of the arithmetic, operations a second. */
async function compare(title: string, name: string, contenders: readonly Contender[], pace: number): Promise<void> {
  const about = circumstances();
  const versions = contenders.map(({ name, version }) => `${name} ${version}`);
  console.log(`\n## ${title}\n\n${circumstancesText(about)}\n${versions.join(' · ')}`);
  const results: CaseResult[] = [];
  for (const test of cases) {
    const result = await measure(test, contenders, effort);
    console.log(caseTable(result));
    if (test.name === 'mel') console.log(`\n${floorText(test, result, pace)}`);
    results.push(result);
  }
  writeJson(name, { ...about, versions, operationsPerSecond: pace, cases: results });
}

async function compareNatively(): Promise<void> {
  const contenders = await nativeContenders();
  const pace = await arithmeticPace(contenders[0]!);
  await compare('Natively, one thread', 'native', contenders, pace);
  for (const contender of contenders) await contender.close();
}

if (options.native) await compareNatively();
