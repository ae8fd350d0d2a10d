export { Announcer, announce } from './announcer';
export { ExerciseBanner } from './banner';
export { ConfirmButton, HOLD_MS, HoldButton } from './buttons';
export { type ChipStage, ConnectionChip, RowChip, StageChip, stageShape } from './chips';
export { Countdown, ExerciseClock, SOON } from './clock';
export { Dialog, Sheet } from './dialog';
export { EmergencyButton, EmergencyCover } from './emergency';
export { asProblem, ProblemNote, useProblemWords } from './problem';
export { LanguageSwitch, TextSize, ThemeSwitch } from './switches';
