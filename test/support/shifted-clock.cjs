// Loaded into the program before its own code (`-r`): the program lives on another day, its clock running on at the pace of the real one. A test may move it while the program runs.
const now = Date.now.bind(Date)
Date.now = () => now() + Number(process.env.FUYOU_TEST_CLOCK_SHIFT_MS)
