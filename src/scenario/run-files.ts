import { readFile } from 'node:fs/promises';
import { play } from './play.ts';
import { readScenarios } from './read-scenarios.ts';
import { outcomeText } from './report.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { openStage } from './stage.ts';

/** The scenarios of a file. Throws a ScenarioFault, or the error of reading it. */
export async function scenariosOf(file: string): Promise<Scenario[]> {
  return readScenarios(file, await readFile(file, 'utf8'));
}

/** Reads all files, then plays their scenarios one after the other on one stage; `tell` hears of each. */
export async function runFiles(files: readonly string[], tell: (text: string) => void): Promise<Outcome[]> {
  const scenarios: Scenario[] = [];
  for (const file of files) scenarios.push(...(await scenariosOf(file)));
  const stage = await openStage();
  const outcomes: Outcome[] = [];
  try {
    for (const scenario of scenarios) {
      const outcome = await play(stage, scenario, outcomes.length + 1);
      outcomes.push(outcome);
      tell(outcomeText(outcome));
    }
  } finally {
    await stage.close();
  }
  return outcomes;
}
