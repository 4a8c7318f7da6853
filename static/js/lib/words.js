// "%(name)s is writing" with the names put in: the same marks as in the translations.
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
