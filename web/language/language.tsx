import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { FIGURES, type Figures } from '#domain/figures.ts';
import { type Bilingual, type ByLanguage, LANGUAGES, type Language } from '#domain/language.ts';
import { type Moments, momentsIn } from './moments.ts';

interface Spoken {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const KEPT_AS = 'language';
const SpokenContext = createContext<Spoken>({ language: LANGUAGES[0], speak: () => undefined });

function keptLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  return LANGUAGES.find((language) => language === kept) ?? LANGUAGES[0];
}

/** Speaks to all inside in the language that was chosen on this device. */
export function LanguageProvider({ children }: { readonly children: ComponentChildren }) {
  const [language, setLanguage] = useState(keptLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speak = (next: Language) => {
    localStorage.setItem(KEPT_AS, next);
    setLanguage(next);
  };
  return <SpokenContext.Provider value={{ language, speak }}>{children}</SpokenContext.Provider>;
}

/** The language, and how another is chosen. */
export function useLanguage(): Spoken {
  return useContext(SpokenContext);
}

/** The words of a page or component in the reader's language. */
export function useWords<Words>(words: ByLanguage<Words>): Words {
  return words[useLanguage().language];
}

/** How numbers are written for the reader. */
export function useFigures(): Figures {
  return FIGURES[useLanguage().language];
}

/** How days and instants are written for the reader. */
export function useMoments(): Moments {
  return momentsIn(useLanguage().language);
}

/** Reads a text of the API, which comes in both languages. */
export function useTold(): (text: Bilingual) => string {
  const { language } = useLanguage();
  return (text) => text[language];
}
