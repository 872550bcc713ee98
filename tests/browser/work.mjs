// Doing jobs, a few at a time.

/** Runs jobs and gives what they found, one line each, in the order of the jobs. */
export async function work(jobs, at_once, verbose) {
  const found = jobs.map(() => []);
  let next = 0;
  const worker = async () => {
    while (next < jobs.length) {
      const number = next;
      next += 1;
      const began = Date.now();
      const lines = await inTime(jobs[number].run).catch(error => [String(error.message ?? error).split('\n')[0]]);
      if (verbose) console.log(`${((Date.now() - began) / 1000).toFixed(1)} s ${jobs[number].name}${lines.map(line => `\n   ${line}`).join('')}`);
      found[number] = lines.map(line => `${jobs[number].name}: ${line}`);
    }
  };
  await Promise.all(Array.from({ length: at_once }, worker));
  return found.flat();
}

/** What hangs is a fault, not a wait. */
async function inTime(run) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('not done in 90 s')), 90_000); });
  return Promise.race([Promise.resolve().then(run), late]).finally(() => clearTimeout(timer));
}
