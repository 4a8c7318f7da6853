// Who shows the reaction of this chip: ids, in their order.
export const showing = (chip) => chip.dataset.by.split(" ").filter(Boolean);
