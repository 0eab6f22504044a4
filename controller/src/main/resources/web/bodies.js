import * as THREE from '/three/three.module.min.js';

// What stands on the floor, in metres, z up. Sizes that no file states are those of an EIA rack of 48 units and of things that people know.
export const RACK = {width: 0.6, depth: 1.07, height: 2.24, unit: 0.0445, firstSlot: 0.30, slotPitch: 0.045};
export const CELL = 3.6;
/** From a cell's middle to the rack at its dock, and to where its robot counts from: with `approach` and `stroke` of a gantry its gripper is at the rack's face. */
const DOCK_Y = 0.75, ROBOT_Y = -0.65;
/** Links of an articulated arm: no file states them, so its angles are true and its reach is a guess. */
const ARM = {base: 0.55, upper: 0.72, fore: 0.62, wrist: 0.2};

const paint = colour => new THREE.MeshLambertMaterial({color: colour});
const PAINTS = {
  floor: paint(0xcdcfd1), mat: paint(0xe9eaeb), lane: paint(0xd6d8da), frame: paint(0x9aa3ab), dark: paint(0x4a525a), robot: paint(0xf2f3f4), joint: paint(0x6b757e), tool: paint(0x39424a),
  rack: paint(0x3a4249), cabinet: paint(0xb9c0c6), screen: paint(0x2d3a46), vehicle: paint(0x8b949c), lost: paint(0xb3261e)};
const EDGES = {'': new THREE.MeshBasicMaterial({color: 0xaab1b7}), executing: new THREE.MeshBasicMaterial({color: 0x2f5d8a}), troubled: new THREE.MeshBasicMaterial({color: 0xb3261e})};
/** Parts are grey, each kind another; what is wrong has a colour, and its rack's label a sign. */
const SLOTS = {RUNNING: 0x2f5d8a, VOID: 0xd29b2a, FAILED: 0xb3261e};
const PARTS = [0x7d8891, 0xa3adb5, 0x8f9aa3, 0xbcc4ca];

const group = (...children) => { const made = new THREE.Group(); children.forEach(child => made.add(child)); return made; };

function box(width, depth, height, x, y, z, material) {
  const made = new THREE.Mesh(new THREE.BoxGeometry(width, depth, height), material);
  made.position.set(x, y, z);
  made.castShadow = true;
  made.receiveShadow = true;
  return made;
}

/** A cylinder along an axis; `up` from z = 0. */
function rod(radius, length, material, axis = 'z') {
  const made = new THREE.Mesh(new THREE.CylinderGeometry(radius, radius, length, 24), material);
  if (axis === 'z') made.rotation.x = Math.PI / 2;
  if (axis === 'x') made.rotation.z = Math.PI / 2;
  made.castShadow = true;
  return made;
}

const at = (node, x, y, z) => { node.position.set(x, y, z); return node; };

/** Three prismatic axes on a portal, and one turning axis; each axis is a group that {@link Robot#set} moves. */
function gantry(axes) {
  const range = index => (axes[index] ? axes[index].max - axes[index].min : 0), low = index => (axes[index] ? axes[index].min : 0);
  const left = low(0) - 0.25, right = low(0) + range(0) + 0.25, top = Math.min(2.75, low(2) + range(2) + 0.25), rear = low(1) - 0.3, front = low(1) + range(1) - 0.2;
  const still = group(...[left, right].flatMap(x => [rear, front].map(y => box(0.1, 0.1, top, x, y, top / 2, PAINTS.frame))),
    ...[left, right].map(x => box(0.1, front - rear, 0.12, x, (front + rear) / 2, top, PAINTS.frame)));
  const beam = group(box(right - left, 0.14, 0.16, (left + right) / 2, 0, top + 0.12, PAINTS.robot));
  const carriage = group(box(0.3, 0.26, 0.3, 0, 0, top + 0.12, PAINTS.joint));
  const mast = group(box(0.12, 0.12, 1.5, 0, 0, 0.85, PAINTS.robot));
  const hand = group(at(rod(0.09, 0.1, PAINTS.joint), 0, 0, 0.08), box(0.44, 0.1, 0.05, 0, 0, 0, PAINTS.tool), box(0.04, 0.42, 0.04, -0.2, 0.2, 0, PAINTS.tool), box(0.04, 0.42, 0.04, 0.2, 0.2, 0, PAINTS.tool));
  still.add(beam);
  beam.add(carriage);
  carriage.add(mast);
  mast.add(hand);
  return {still, moving: [carriage, beam, mast, hand], ways: ['x', 'y', 'z', 'rz']};
}

/** Six turning axes: about z, then twice about x, along the arm, about x, along the tool. A positive second axis lowers the arm. */
function articulated() {
  const one = group(at(rod(0.17, 0.3, PAINTS.joint), 0, 0, 0.15)), two = group(rod(0.13, 0.34, PAINTS.joint, 'x'), box(0.16, ARM.upper, 0.16, 0, ARM.upper / 2, 0, PAINTS.robot));
  const three = group(rod(0.11, 0.3, PAINTS.joint, 'x'), box(0.13, ARM.fore * 0.6, 0.13, 0, ARM.fore * 0.3, 0, PAINTS.robot)), four = group(at(rod(0.055, ARM.fore * 0.5, PAINTS.robot, 'y'), 0, ARM.fore * 0.7, 0));
  const five = group(rod(0.075, 0.2, PAINTS.joint, 'x'), at(rod(0.05, ARM.wrist, PAINTS.robot, 'y'), 0, ARM.wrist / 2, 0)), six = group(at(rod(0.06, 0.05, PAINTS.joint, 'y'), 0, 0, 0), box(0.05, 0.22, 0.05, 0, 0.12, 0, PAINTS.tool), box(0.16, 0.05, 0.05, 0, 0.03, 0, PAINTS.tool));
  const still = group(box(0.5, 0.5, 0.06, 0, 0, 0.03, PAINTS.dark), at(rod(0.2, ARM.base, PAINTS.frame), 0, 0, ARM.base / 2));
  still.add(at(one, 0, 0, ARM.base));
  one.add(at(two, 0, 0, 0.26));
  two.add(at(three, 0, ARM.upper, 0));
  three.add(four);
  four.add(at(five, 0, ARM.fore, 0));
  five.add(at(six, 0, ARM.wrist, 0));
  return {still, moving: [one, two, three, four, five, six], ways: ['rz', '-rx', '-rx', 'ry', '-rx', 'ry']};
}

/** A robot whose axes are those of its real-time state: rad, or m. */
export class Robot {
  constructor(spec) {
    const made = spec.kinematics === 'gantry' ? gantry(spec.axes) : articulated();
    this.axes = made.moving.slice(0, spec.axes.length);
    this.ways = made.ways;
    this.node = made.still;
    this.lost = at(new THREE.Mesh(new THREE.OctahedronGeometry(0.22), PAINTS.lost), 0, 0, spec.kinematics === 'gantry' ? 3.1 : 1.95);
    this.node.add(this.lost);
    this.set(spec.axes.map(axis => Math.min(axis.max, Math.max(axis.min, 0))), false);
  }

  set(joints, connected) {
    this.lost.visible = !connected;
    this.axes.forEach((axis, index) => {
      const value = joints[index] ?? 0, way = this.ways[index];
      if (way.length === 1) axis.position[way] = value;
      else axis.rotation[way.at(-1)] = way[0] === '-' ? -value : value;
    });
  }

  /** What is drawn, read back from the bodies. */
  joints() {
    return this.axes.map((axis, index) => {
      const way = this.ways[index];
      return way.length === 1 ? axis.position[way] : way[0] === '-' ? -axis.rotation[way.at(-1)] : axis.rotation[way.at(-1)];
    });
  }
}

/** A rack whose slots fill. Its face is towards the robot. */
export class Rack {
  constructor(slots) {
    const {width, depth, height} = RACK, post = (x, y) => box(0.05, 0.05, height, x, y, height / 2, PAINTS.rack);
    const x = width / 2 - 0.025, y = depth / 2 - 0.025;
    this.node = group(post(-x, -y), post(x, -y), post(-x, y), post(x, y), box(width, depth, 0.08, 0, 0, 0.06, PAINTS.rack), box(width, depth, 0.05, 0, 0, height - 0.03, PAINTS.rack), box(width - 0.1, 0.03, height - 0.1, 0, y, height / 2, PAINTS.rack));
    const kinds = [...new Set(slots.map(slot => slot.part))], tray = new THREE.BoxGeometry(width - 0.1, depth - 0.16, RACK.unit * 0.8);
    this.parts = new Map(slots.map(slot => {
      const mesh = new THREE.Mesh(tray, paint(PARTS[kinds.indexOf(slot.part) % PARTS.length]));
      mesh.position.set(0, -0.05, RACK.firstSlot + RACK.slotPitch * (slot.position - 1));
      mesh.userData.colour = mesh.material.color.getHex();
      mesh.visible = false;
      this.node.add(mesh);
      return [slot.id, mesh];
    }));
  }

  fill(states) {
    for (const [slot, mesh] of this.parts) {
      const state = states[slot] || 'MISSING';
      mesh.visible = state !== 'MISSING';
      mesh.material.color.setHex(SLOTS[state] ?? mesh.userData.colour);
    }
  }

  filled() {
    return [...this.parts].filter(([, mesh]) => mesh.visible).map(([slot]) => slot);
  }
}

const cabinet = (x, y) => group(box(0.7, 0.55, 1.7, x, y, 0.85, PAINTS.cabinet), box(0.42, 0.02, 0.3, x, y + 0.28, 1.35, PAINTS.screen), box(0.7, 0.55, 0.06, x, y, 1.73, PAINTS.dark));

function edge(width, depth) {
  const w = width / 2, d = depth / 2, line = 0.07, bar = (a, b, x, y) => { const made = new THREE.Mesh(new THREE.PlaneGeometry(a, b), EDGES['']); made.position.set(x, y, 0.016); return made; };
  return group(bar(width, line, 0, -d), bar(width, line, 0, d), bar(line, depth, -w, 0), bar(line, depth, w, 0));
}

/** A cell, a buffer or the transporter's dock, with what stands there for good. */
export class Place {
  constructor(spec) {
    const buffer = spec.kind === 'buffer', width = buffer ? Math.max(1.2, 0.9 * spec.racks + 0.3) : spec.kind === 'transporter' ? 1.8 : CELL, depth = buffer ? 1.7 : spec.kind === 'transporter' ? 2.2 : CELL;
    this.spec = spec;
    this.node = group();
    this.node.position.set(spec.x, spec.y, 0);
    this.node.rotation.z = spec.turn * Math.PI / 180;
    const mat = new THREE.Mesh(new THREE.PlaneGeometry(width, depth), PAINTS.mat);
    mat.position.z = 0.012;
    mat.receiveShadow = true;
    mat.userData.place = spec.id;
    this.edge = edge(width, depth);
    this.depth = depth;
    this.robots = new Map(spec.robots.map((one, index) => {
      const robot = new Robot(one);
      robot.node.position.set(index * 1.2, ROBOT_Y, 0);
      return [one.id, robot];
    }));
    this.sign = at(new THREE.Mesh(new THREE.ConeGeometry(0.28, 0.48, 3), EDGES.troubled), spec.kind === 'cell' ? 1.1 : 0, 0, spec.kind === 'cell' ? 2.2 : 1.5);
    this.sign.rotation.x = Math.PI / 2;
    this.node.add(mat, this.edge, this.sign, ...[...this.robots.values()].map(robot => robot.node));
    if (spec.kind === 'cell') this.node.add(cabinet(-1.3, -1.35), ...(spec.robots.length ? [] : [cabinet(-0.45, -0.9), cabinet(0.45, -0.9)]));
    this.show('');
  }

  /** Grey when normal; a colour and a sign when not. */
  show(kind) {
    this.kind = kind;
    this.edge.children.forEach(bar => { bar.material = EDGES[kind] || EDGES['']; });
    this.sign.visible = kind === 'troubled';
  }

  /** Where its n-th rack stands, on the floor. */
  dock(index) {
    const {kind, racks} = this.spec, x = kind === 'buffer' ? 0.9 * (index - (racks - 1) / 2) : 0;
    return this.node.localToWorld(new THREE.Vector3(x, kind === 'cell' ? DOCK_Y : 0, 0));
  }
}

export const vehicle = () => group(box(0.75, 1.25, 0.2, 0, 0, 0.16, PAINTS.vehicle), box(0.8, 0.3, 0.08, 0, -0.4, 0.29, PAINTS.dark));

/** The floor itself, with the aisle that racks are moved along. */
export function ground(width, depth, x, y) {
  const made = new THREE.Mesh(new THREE.PlaneGeometry(width, depth), PAINTS.floor);
  made.position.set(x, y, -0.01);
  made.receiveShadow = true;
  return made;
}

/** Between the transporter's dock and the buffers: where racks go. */
export function aisle(points) {
  const xs = points.map(point => point.x), middle = points.reduce((sum, point) => sum + point.y, 0) / points.length, width = Math.max(...xs) - Math.min(...xs), x = (Math.max(...xs) + Math.min(...xs)) / 2;
  const strip = (depth, y, z, material) => { const made = new THREE.Mesh(new THREE.PlaneGeometry(width, depth), material); made.position.set(x, y, z); made.receiveShadow = true; return made; };
  return group(strip(1.9, middle, 0.002, PAINTS.lane), strip(0.06, middle - 0.95, 0.004, EDGES['']), strip(0.06, middle + 0.95, 0.004, EDGES['']));
}
