const vi = {
  title: 'Anh/chị chỉ được xem phần này.',
  ofAdmin: 'Sửa đổi thuộc quyền quản trị toàn thành phố.',
  ofLead: 'Sửa đổi thuộc quyền phụ trách.',
  contact: 'Liên hệ:',
};

const en = {
  title: 'You may only look at this part.',
  ofAdmin: 'Changes are left to administrators of the whole city.',
  ofLead: 'Changes are left to leads.',
  contact: 'Contact:',
} satisfies typeof vi;

export const WHO_MAY_WORDS = { vi, en };
