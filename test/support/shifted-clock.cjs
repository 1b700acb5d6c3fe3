// Loaded into the program before its own code (`-r`): the program lives on another day, its clock running on at the pace of the real one.
const shiftMs = Number(process.env.FUYOU_TEST_CLOCK_SHIFT_MS)
const now = Date.now.bind(Date)
Date.now = () => now() + shiftMs
