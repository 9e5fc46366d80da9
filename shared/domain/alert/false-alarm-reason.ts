/** Why an alert was no event: codes that are counted, whatever else is said in a note. */
export const FALSE_ALARM_REASONS = ['data-error', 'unit-mistaken', 'promotion', 'closed', 'seasonal', 'other'] as const;
export type FalseAlarmReason = (typeof FALSE_ALARM_REASONS)[number];
