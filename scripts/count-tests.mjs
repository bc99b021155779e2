// Adds up the results of all test programs and prints the closing line "N passed, N failed, N skipped".
// Usage: node count-tests.mjs RESULTS BUILD...: RESULTS holds CTest's JUnit files and page.json (Vitest); a test program
// that wrote BUILD/results/NAME.json (GoogleTest) counts by its cases, any other CTest test as one.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [results, ...builds] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const skips = [];
const problems = [];

for (const build of builds) {
  const file = join(results, `${basename(build)}.xml`);
  if (!existsSync(file)) {
    problems.push(`${file} is missing: these tests did not run`);
    continue;
  }
  const tests = /<testcase name="([^"]+)"[^>]*status="([^"]+)"[^>]*>\s*(<skipped message="SKIP_RETURN_CODE)?/g;
  for (const [, name, status, skipped] of readFileSync(file, 'utf8').matchAll(tests)) {
    if (skipped) {
      // The program itself found that it has nothing to test here.
      total.skipped += 1;
      skips.push(name);
      continue;
    }
    const cases = join(build, 'results', `${name}.json`);
    let failedCases = 0;
    if (existsSync(cases)) {
      for (const suite of JSON.parse(readFileSync(cases, 'utf8')).testsuites) {
        for (const test of suite.testsuite) {
          if (test.failures) failedCases += 1;
          else if (test.result === 'SKIPPED') {
            total.skipped += 1;
            skips.push(`${suite.name}.${test.name}`);
          } else total.passed += 1;
        }
      }
    } else if (status === 'run') total.passed += 1;
    // A program that died counts as failed even when no case of it did.
    total.failed += status === 'run' ? failedCases : Math.max(failedCases, 1);
  }
}

const page = join(results, 'page.json');
if (existsSync(page)) {
  const summary = JSON.parse(readFileSync(page, 'utf8'));
  total.passed += summary.numPassedTests;
  total.failed += summary.numFailedTests;
  // A suite that could not even be loaded has no failed test of its own.
  if (!summary.success && summary.numFailedTests === 0) total.failed += Math.max(summary.numFailedTestSuites, 1);
  total.skipped += summary.numPendingTests + summary.numTodoTests;
} else problems.push(`${page} is missing: the page's tests did not run`);

for (const name of new Set(skips)) console.log(`skipped: ${name}`);
for (const problem of problems) console.log(problem);
total.failed += problems.length;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
