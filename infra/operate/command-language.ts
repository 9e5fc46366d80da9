import { LANGUAGES, type Language } from '#domain/language.ts';

/** The language that `--language` names; none where the system does not speak it. */
export function languageNamed(text: string): Language | undefined {
  return LANGUAGES.find((language) => language === text);
}
