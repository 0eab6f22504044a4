import * as THREE from '/three/three.module.min.js';

// What stands on the floor, in metres, z up: the plant from its model, racks made here, which are no part of it. Their size is that of an EIA rack of 48 units.
export const RACK = {width: 0.6, depth: 1.07, height: 2.24, unit: 0.0445, firstSlot: 0.30, slotPitch: 0.045};
/** From a cell's middle to the rack at its dock. */
const DOCK_Y = 0.75;

const paint = colour => new THREE.MeshLambertMaterial({color: colour});
const PAINTS = {floor: paint(0xcdcfd1), rack: paint(0x3a4249), lost: paint(0xb3261e)};
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

const at = (node, x, y, z) => { node.position.set(x, y, z); return node; };

/** The paints of the model, as light falls on them here: matt, and quick to draw on a machine without a graphics card. */
const matt = new Map();
function paintOf({name, color}) {
  if (!matt.has(name)) matt.set(name, paint(color.getHex()));
  return matt.get(name);
}

/** Takes a model of the plant (glTF) as it comes from its loader: its z is up here as in the plant. */
export function plantOf(model) {
  const [plant] = all(model, 'plant');
  plant.quaternion.identity();
  const flat = ['ground', 'mat', 'lane', 'edge', 'floor'];
  plant.traverse(node => {
    if (!node.isMesh) return;
    node.castShadow = !flat.includes(node.material.name);
    node.receiveShadow = true;
    node.material = paintOf(node.material);
  });
  return plant;
}

/** Everything of a kind below a node of the model. */
export function all(node, kind) {
  const found = [];
  node.traverse(one => { if (one.userData.kind === kind) found.push(one); });
  return found;
}

/** A robot of the model, whose joints' nodes stand where its real-time state has them: rad, or m. */
export class Robot {
  constructor(node, axes) {
    const joints = all(node, 'joint');
    this.node = node;
    this.axes = axes.map(axis => joints.find(joint => joint.userData.joint === axis.name)).filter(Boolean);
    this.ways = this.axes.map(({userData}) => ({slides: userData.type === 'prismatic', axis: new THREE.Vector3(...userData.axis)}));
    this.lost = at(new THREE.Mesh(new THREE.OctahedronGeometry(0.22), PAINTS.lost), 0, 0, this.ways[0]?.slides ? 3.1 : 1.95);
    this.node.add(this.lost);
    this.set(this.axes.map(({userData}) => userData.value), false);
  }

  set(joints, connected) {
    this.lost.visible = !connected;
    this.axes.forEach((joint, index) => {
      const {slides, axis} = this.ways[index], value = joints[index] ?? 0;
      if (slides) joint.position.copy(axis).multiplyScalar(value);
      else joint.quaternion.setFromAxisAngle(axis, value);
    });
  }

  /** What is drawn, read back from the bodies. */
  joints() {
    return this.axes.map(({position, quaternion}, index) => {
      const {slides, axis} = this.ways[index];
      return slides ? position.dot(axis) : 2 * Math.atan2(axis.x * quaternion.x + axis.y * quaternion.y + axis.z * quaternion.z, quaternion.w);
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

/** A cell, a buffer or the transporter's dock of the model. */
export class Place {
  constructor(spec, node) {
    this.spec = spec;
    this.node = node;
    this.edge = all(node, 'edge');
    this.sides = new THREE.Box3();
    this.edge.forEach(({geometry}) => { geometry.computeBoundingBox(); this.sides.union(geometry.boundingBox); });
    this.depth = this.sides.max.y - this.sides.min.y;
    const bodies = all(node, 'robot');
    this.robots = new Map(spec.robots.map(robot => [robot.id, new Robot(bodies.find(body => body.userData.id === robot.id), robot.axes)]));
    this.sign = at(new THREE.Mesh(new THREE.ConeGeometry(0.28, 0.48, 3), EDGES.troubled), spec.kind === 'cell' ? 1.1 : 0, 0, spec.kind === 'cell' ? 2.2 : 1.5);
    this.sign.rotation.x = Math.PI / 2;
    this.node.add(this.sign);
    this.show('');
  }

  /** Grey when normal; a colour and a sign when not. */
  show(kind) {
    this.kind = kind;
    this.edge.forEach(edge => { edge.material = EDGES[kind] || EDGES['']; });
    this.sign.visible = kind === 'troubled';
  }

  /** Its corners on the floor, and as high above it as anything there reaches. */
  corners() {
    const {min, max} = this.sides;
    return [min.x, max.x].flatMap(x => [min.y, max.y].flatMap(y => [0, RACK.height].map(z => this.node.localToWorld(new THREE.Vector3(x, y, z)))));
  }

  /** Where its n-th rack stands, on the floor. */
  dock(index) {
    const {kind, racks} = this.spec, x = kind === 'buffer' ? 0.9 * (index - (racks - 1) / 2) : 0;
    return this.node.localToWorld(new THREE.Vector3(x, kind === 'cell' ? DOCK_Y : 0, 0));
  }
}

/** The hall's floor, as far as anybody sees. */
export function ground(width, depth, x, y) {
  const made = new THREE.Mesh(new THREE.PlaneGeometry(width, depth), PAINTS.floor);
  made.position.set(x, y, -0.01);
  made.receiveShadow = true;
  return made;
}
