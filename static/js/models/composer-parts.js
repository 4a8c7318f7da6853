// What the composer holds beside text and files: where it goes, its poll, its event, its time. A draft keeps what differs from
// the form as the page brought it, so that an untouched composer has nothing to keep.
const PARTS = ".composer-part [name], .composer-tool [name], select[name=group]";

export function readParts(form) {
  const data = {};
  for (const field of form.querySelectorAll(PARTS)) {
    const { name, type, value, checked } = field;
    if (type === "checkbox" && checked !== field.defaultChecked) data[name] = checked;
    else if (type === "radio" && checked && !field.defaultChecked) data[name] = value;
    else if (name === "options" && value.trim()) (data.options ??= []).push(value);
    else if (field.matches("select") && !field.selectedOptions[0]?.defaultSelected) data[name] = value;
    else if (!["checkbox", "radio"].includes(type) && name !== "options" && field.matches("input") && value !== field.defaultValue) data[name] = value;
  }
  const onlyPlace = Object.keys(data).length === 1 && data.group;
  return onlyPlace && !form.elements.text.value.trim() ? {} : data;
}

export function writeParts(form, data, { keepsPlace = false } = {}) {
  const options = [...(data.options ?? [])];
  for (const field of form.querySelectorAll(PARTS)) {
    const { name, type } = field;
    const given = data[name];
    if (type === "checkbox") field.checked = given ?? field.defaultChecked;
    else if (type === "radio") field.checked = given === undefined ? field.defaultChecked : given === field.value;
    else if (name === "options") field.value = options.shift() ?? "";
    else if (!field.matches("select")) field.value = given ?? field.defaultValue;
    else if (name !== "group" || !keepsPlace) choose(field, given);
  }
  const times = [...form.querySelectorAll(".composer-part input[type=radio]")];
  if (times.length && !times.some(({ checked }) => checked)) times[0].checked = true; // one that was offered is over
}

export const partsOf = (form) => ({ read: () => readParts(form), write: (data) => writeParts(form, data) });

function choose(select, value) {
  const options = [...select.options];
  const wanted = options.find((option) => option.value === value) ?? options.find((option) => option.defaultSelected) ?? options[0];
  if (wanted) wanted.selected = true;
}
