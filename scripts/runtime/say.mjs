// Everything the bootstrap says goes to stderr, so that `npm run -s rule -- NAME > out.csv` stays clean.

/** A progress line, Chinese then English. */
export function say(chinese, english) {
  process.stderr.write(`› ${chinese}  ${english}\n`)
}

/** A notice that must be seen: something is not as in a release. */
export function notice(chinese, english) {
  process.stderr.write(`! ${chinese}\n  ${english}\n`)
}

/** Ends the run with sentences a person can act on instead of a stack trace. */
export class Stop extends Error {
  constructor(chinese, english, detail = '') {
    super(english)
    this.chinese = chinese
    this.english = english
    this.detail = detail
  }
}

/** Prints a Stop (or, for anything unexpected, its stack) and returns the exit code. */
export function reportStop(error) {
  if (error instanceof Stop) {
    process.stderr.write(`✗ ${error.chinese}\n  ${error.english}\n`)
    if (error.detail) process.stderr.write(error.detail.trimEnd().split('\n').map((line) => `    ${line}\n`).join(''))
    return 1
  }
  process.stderr.write(`✗ 启动脚本出错,请把以下内容发给开发者。\n  The bootstrap failed in a way it does not know.\n${error?.stack ?? error}\n`)
  return 1
}
