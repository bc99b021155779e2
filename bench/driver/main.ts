// ./dev bench: measures, prints tables, and leaves JSON in build/bench. What is measured has been built before.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allCases } from '../cases/cases';
import type { Contender } from './contender';
import { endToEndText, fullExtent, measureEndToEnd, quickExtent } from './end_to_end';
import { readAgreement } from './golden';
import { circumstances, circumstancesText } from './machine';
import { fullEffort, measure, quickEffort, type CaseResult } from './measure';
import { fullRounds, measureModels, modelsText, quickRounds } from './models';
import { arithmeticPace, nativeContenders, nativeEarshot } from './native';
import { BenchPage } from './page';
import { projectPath } from './project';
import { agreementTable, caseTable, floorText, writeJson } from './report';

const { values: options } = parseArgs({
  options: {
    native: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    'end-to-end': { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    model: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
  },
});

const model = projectPath('assets/models/digits.onnx');
const card = JSON.parse(readFileSync(projectPath('assets/models/digits.json'), 'utf8')) as {
  front_end: object;
  input_shape: number[];
  decision: { hop_seconds: number };
};
const cases = allCases(model, card.front_end, card.input_shape);
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

/** Speed that is bought with accuracy is none. */
function showAgreement(): void {
  const families = readAgreement();
  console.log(`\n## Agreement with the references\n\n${circumstancesText(circumstances())}\n`);
  console.log(agreementTable(families));
  writeJson('golden', { ...circumstances(), families });
}

async function compareNatively(): Promise<void> {
  const contenders = await nativeContenders();
  const pace = await arithmeticPace(contenders[0]!);
  await compare('Natively, one thread', 'native', contenders, pace);
  for (const contender of contenders) await contender.close();
}

async function compareInPage(): Promise<void> {
  const native = await nativeEarshot('Earshot, native');
  const pace = await arithmeticPace(native);
  const page = await BenchPage.open();
  const [earshot, ...others] = await page.contenders();
  await compare(`In the page, one thread, ${page.version}`, 'page', [earshot!, native, ...others], pace);
  await page.close();
  await native.close();
}

async function endToEnd(): Promise<void> {
  const about = circumstances();
  console.log(`\n## End to end in the page\n\n${circumstancesText(about)}\n`);
  const extent = options.quick ? quickExtent : { ...fullExtent, minutes: Number(options.minutes) };
  const result = await measureEndToEnd(extent, model, card.decision.hop_seconds);
  console.log(endToEndText(result));
  writeJson('end-to-end', { ...about, ...result });
}

async function compareModels(paths: readonly string[]): Promise<void> {
  const about = circumstances();
  const speeds = await measureModels(paths, options.quick ? quickRounds : fullRounds);
  console.log(`\n## Models in the page, features to logits (WASM, one thread)\n\n${circumstancesText(about)}\n`);
  console.log(modelsText(speeds));
  writeJson('models', { ...about, models: speeds });
}

if (options.native) {
  showAgreement();
  await compareNatively();
}
if (options.page) await compareInPage();
if (options['end-to-end']) await endToEnd();
if (options.model.length > 0) await compareModels(options.model);
