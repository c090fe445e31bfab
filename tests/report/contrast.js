// Returns every text in sight whose contrast with its ground is below 4.5, as [contrast, text, classes].
(() => {
  const parse = (colour) => {
    const numbers = colour.match(/[\d.]+(e-?\d+)?/g).map(Number);
    const scale = colour.startsWith("color(") ? 255 : 1;
    const [red, green, blue, alpha = 1] = numbers;
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(parse(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const opacity = (element) => {
    let product = 1;
    for (let one = element; one; one = one.parentElement) product *= Number(getComputedStyle(one).opacity);
    return product;
  };
  const found = new Map();
  let checked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest("svg, script, style")) continue;
    if (getComputedStyle(element).fontSize === "0px") continue;
    checked++;
    const below = ground(element);
    const colour = parse(getComputedStyle(element).color);
    const top = over([...colour.slice(0, 3), colour[3] * opacity(element)], below);
    const [high, low] = [light(top), light(below)].sort((one, other) => other - one);
    const contrast = (high + 0.05) / (low + 0.05);
    const name = `${element.tagName} ${element.className} in ${element.parentElement.className}`;
    if (contrast < 4.5 && !(found.get(name)?.[0] <= contrast)) found.set(name, [Number(contrast.toFixed(2)), node.data.slice(0, 20), name]);
  }
  return { checked, low: [...found.values()] };
})()
