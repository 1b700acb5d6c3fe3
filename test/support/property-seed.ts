import fc from 'fast-check'

const DEFAULT_SEED = 20260310
const asked = process.env.FUYOU_FUZZ_SEED

/**
 * Property tests draw the same inputs in every run, so that a red build means that the code changed; whoever hunts for
 * new faults types `FUYOU_FUZZ_SEED=random npm test`, or a number to repeat what such a hunt found.
 */
if (asked !== 'random') fc.configureGlobal({ seed: asked ? Number(asked) : DEFAULT_SEED })
